package org.tengen.driver.training;

import java.util.function.Function;
import org.tengen.corpus.partition.Tokens;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.models.Batch;
import org.tengen.models.Engine;
import org.tengen.models.Replica;

/**
 * How good weights are on the validation split. Has a replica of its own. Thread-safe: the server's
 * image thread may still be at it when the driver closes it.
 *
 * @param <R> the kind of replica
 */
final class Evaluation<R extends Replica<?>> implements AutoCloseable {
  private final R replica;
  private final Function<R, Measured> how;
  private boolean closed;

  /**
   * An evaluation.
   *
   * @param replica which it closes
   * @param how measures the replica at the parameters that it has
   */
  Evaluation(R replica, Function<R, Measured> how) {
    this.replica = replica;
    this.how = how;
  }

  /** The mean loss of {@code network} in nats, over every token and sentence end of a text. */
  static <B extends Batch> Evaluation<Replica<B>> of(SizedNetwork<B> network, int[] validation) {
    Tokens text = new TokenStream(validation);
    return new Evaluation<>(
        network.replica(Engine.load()),
        replica -> Measured.of(network.loss(replica, text) / text.size()));
  }

  /** The parameters with which the network begins. */
  float[] initialWeights() {
    float[] weights = new float[replica.length()];
    replica.parameters().get(0, weights);
    return weights;
  }

  R replica() {
    return replica;
  }

  /** Measures {@code weights}. */
  synchronized Measured measure(float[] weights) {
    if (closed) {
      throw new IllegalStateException("the evaluation is closed: its training has ended");
    }
    replica.parameters().put(0, weights);
    return how.apply(replica);
  }

  @Override
  public synchronized void close() {
    closed = true;
    replica.close();
  }
}
