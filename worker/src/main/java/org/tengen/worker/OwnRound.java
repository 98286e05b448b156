package org.tengen.worker;

import java.nio.FloatBuffer;

/** Some steps on weights that are the lane's own, beside what it pulls and pushes. */
abstract class OwnRound implements Round {
  final OwnSteps own;
  final RoundBuffers buffers;

  OwnRound(OwnSteps own, RoundBuffers buffers) {
    this.own = own;
    this.buffers = buffers;
  }

  @Override
  public final FloatBuffer pulled() {
    return FloatBuffer.wrap(buffers.pulled());
  }

  @Override
  public final int steps() {
    return own.count();
  }
}
