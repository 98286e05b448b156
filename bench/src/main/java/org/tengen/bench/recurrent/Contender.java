package org.tengen.bench.recurrent;

import java.io.IOException;

/** One that makes training steps of the language model: loss and gradient, no update. */
interface Contender extends AutoCloseable {
  /** What the tables call it. */
  String label();

  /** The gradient of the batch at the first weights, in the order of Tengen's network. */
  Gradient gradient() throws IOException;

  /** Makes {@code count} steps. */
  Took steps(int count) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * What a first step gives.
   *
   * @param loss in nats a word
   */
  record Gradient(double loss, float[] values) {}

  /** What each of some steps took, in ms, by the clock and of the processor. */
  record Took(double[] wall, double[] processor) {}
}
