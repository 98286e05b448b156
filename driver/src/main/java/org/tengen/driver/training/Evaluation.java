package org.tengen.driver.training;

import org.tengen.corpus.partition.Tokens;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.models.Batch;
import org.tengen.models.Engine;
import org.tengen.models.Replica;

/**
 * Perplexity on the validation split: e to the mean loss in nats over every token and sentence end
 * of it. Has a replica of its own. Thread-safe: the server's image thread may still be at it when
 * the driver closes it.
 *
 * @param <B> what the network computes on
 */
final class Evaluation<B extends Batch> implements AutoCloseable {
  private final SizedNetwork<B> network;
  private final Replica<B> replica;
  private final Tokens validation;
  private boolean closed;

  private Evaluation(SizedNetwork<B> network, Tokens validation) {
    this.network = network;
    this.replica = network.replica(Engine.load());
    this.validation = validation;
  }

  /** That of {@code network} on {@code validation}. */
  static <B extends Batch> Evaluation<B> of(SizedNetwork<B> network, int[] validation) {
    return new Evaluation<>(network, new TokenStream(validation));
  }

  /** The parameters with which the network begins. */
  float[] initialWeights() {
    float[] weights = new float[replica.length()];
    replica.parameters().get(0, weights);
    return weights;
  }

  Replica<B> replica() {
    return replica;
  }

  /** Perplexity at {@code weights}. */
  synchronized double perplexity(float[] weights) {
    if (closed) {
      throw new IllegalStateException("the evaluation is closed: its training has ended");
    }
    replica.parameters().put(0, weights);
    return Math.exp(network.loss(replica, validation) / validation.size());
  }

  @Override
  public synchronized void close() {
    closed = true;
    replica.close();
  }
}
