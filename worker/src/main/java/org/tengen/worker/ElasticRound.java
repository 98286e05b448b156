package org.tengen.worker;

import java.nio.FloatBuffer;

/**
 * Some steps on the lane's own weights, then a reading of the centre to which both sides move. The
 * weights are nowhere else: a lane that begins in another task begins at the centre. The steps of a
 * lane that then finds the budget spent count for nothing.
 */
final class ElasticRound extends OwnRound {
  private final double part;
  private boolean begun;

  /**
   * A lane without weights.
   *
   * @param part of the distance that both sides move by
   */
  ElasticRound(double part, OwnSteps own, RoundBuffers buffers) {
    super(own, buffers);
    this.part = part;
  }

  @Override
  public boolean pullsBefore() {
    return !begun;
  }

  @Override
  public boolean pullsAfter() {
    return true;
  }

  @Override
  public int run(Steps steps, int lane, long clock) throws InterruptedException {
    if (!begun) {
      own.weights().take(buffers.pulled());
      begun = true;
    }
    return own.run(steps, lane, clock);
  }

  @Override
  public FloatBuffer push(int samples) {
    own.weights().pull(buffers.pulled(), part, samples, buffers.push());
    return FloatBuffer.wrap(buffers.push());
  }
}
