package org.tengen.worker;

import java.nio.FloatBuffer;
import org.tengen.models.Replica;

/** One step on the pulled weights, whose gradient is pushed. */
record GradientRound(Replica<?> replica) implements Round {
  @Override
  public boolean pullsBefore() {
    return true;
  }

  @Override
  public boolean pullsAfter() {
    return false;
  }

  @Override
  public FloatBuffer pulled() {
    return replica.parameters();
  }

  @Override
  public int steps() {
    return 1;
  }

  @Override
  public int run(Steps steps, int lane, long clock) throws InterruptedException {
    return steps.step(lane, clock);
  }

  @Override
  public FloatBuffer push(int samples) {
    return replica.gradient();
  }
}
