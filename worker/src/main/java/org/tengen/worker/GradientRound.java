package org.tengen.worker;

import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;

/** One step on the pulled weights, whose gradient is pushed. */
record GradientRound(Replica<?> replica, Steps steps) implements Round {
  @Override
  public boolean run(LaneSession session, long clock) throws InterruptedException {
    if (!session.pull(clock, replica.parameters())) {
      return false;
    }
    long at = session.clock();
    int samples = steps.step(session.lane(), at);
    session.push(at, replica.gradient(), samples);
    return true;
  }
}
