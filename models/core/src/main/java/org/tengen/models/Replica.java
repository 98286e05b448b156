package org.tengen.models;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * One copy of a network: flat parameters in, loss and flat gradient out.
 *
 * <p>Used by one thread at a time. The two buffers are the engine's own memory where it computes in
 * float32: write parameters there, then compute; read the gradient before the next step.
 *
 * @param <B> what it computes on
 */
public interface Replica<B extends Batch> extends AutoCloseable {
  /** The number of parameters, statistics included: the length of both buffers. */
  int length();

  /** The flat parameters, live. Positions are absolute; limit is {@link #length()}. */
  FloatBuffer parameters();

  /** The flat gradient of the last step, live: the <em>sum</em> over the batch's samples. */
  FloatBuffer gradient();

  /**
   * Positions that are statistics and not trained (batch normalisation's running mean and
   * variance): after a step the <em>gradient</em> buffer holds there their new values times the
   * batch's samples, so that what is pushed is a sum everywhere.
   */
  List<Span> statistics();

  /**
   * Computes loss and gradient of {@code batch} at the current parameters.
   *
   * @param randomSeed where the step's own randomness (dropout) starts, a function of seed, lane
   *     and clock
   * @return the batch's summed loss in nats, without regularisation
   */
  double step(B batch, long randomSeed);

  /** The batch's summed loss in nats at the current parameters, without any randomness. */
  double loss(B batch);

  @Override
  void close();

  /** A half-open range of positions, {@code from .. to-1}. */
  record Span(int from, int to) {}
}
