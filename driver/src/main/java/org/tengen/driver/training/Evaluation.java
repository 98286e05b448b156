package org.tengen.driver.training;

import org.tengen.corpus.batch.Windows;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;

/**
 * Perplexity on the validation split: e to the mean loss in nats over every token and sentence end
 * of it. Has a replica of its own. Thread-safe: the server's image thread may still be at it when
 * the driver closes it.
 */
final class Evaluation implements AutoCloseable {
  /** Samples at a time. */
  static final int BATCH = 256;

  private final Replica<WindowBatch> replica;
  private final Windows windows;
  private boolean closed;

  Evaluation(NetworkSettings.NextWord network, int[] validation) {
    this.replica = Engine.load().nextWord(network);
    this.windows = new Windows(new TokenStream(validation), network.window());
  }

  /** The parameters with which the network begins. */
  float[] initialWeights() {
    float[] weights = new float[replica.length()];
    replica.parameters().get(0, weights);
    return weights;
  }

  Replica<WindowBatch> replica() {
    return replica;
  }

  /** Perplexity at {@code weights}. */
  synchronized double perplexity(float[] weights) {
    if (closed) {
      throw new IllegalStateException("the evaluation is closed: its training has ended");
    }
    replica.parameters().put(0, weights);
    double loss = 0;
    for (long at = 0; at < windows.samples(); at += BATCH) {
      int rows = (int) Math.min(BATCH, windows.samples() - at);
      int[] contexts = new int[rows * windows.window()];
      int[] targets = new int[rows];
      windows.readOn(at, contexts, targets);
      loss += replica.loss(new WindowBatch(windows.window(), contexts, targets));
    }
    return Math.exp(loss / windows.samples());
  }

  @Override
  public synchronized void close() {
    closed = true;
    replica.close();
  }
}
