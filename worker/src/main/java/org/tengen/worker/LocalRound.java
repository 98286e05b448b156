package org.tengen.worker;

import java.nio.FloatBuffer;
import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.local.OwnWeights;
import org.tengen.ps.strategy.Sent;

/**
 * Some steps on weights that begin as the pulled ones; how far they went is pushed. The clock and
 * what is pulled decide all of it, but for a state that is kept: a lane that begins in another task
 * begins without one.
 */
final class LocalRound implements Round {
  private final Sent.WeightChange sent;
  private final OwnSteps own;
  private final OwnWeights weights;
  private final float[] pulled;
  private final float[] push;

  LocalRound(Sent.WeightChange sent, TrainingLoop.Own settings, Replica<?> replica, Steps steps) {
    this.sent = sent;
    this.weights = new OwnWeights(settings.model());
    this.own = new OwnSteps(settings, sent.steps(), weights, replica, steps);
    this.pulled = new float[settings.servedLength()];
    this.push = new float[settings.servedLength()];
  }

  @Override
  public boolean run(LaneSession session, long clock) throws InterruptedException {
    if (!session.pull(clock, FloatBuffer.wrap(pulled))) {
      return false;
    }
    long at = session.clock();
    weights.take(pulled);
    switch (sent.state()) {
      case KEPT -> {}
      case AVERAGED -> weights.takeState(pulled, at * sent.steps());
      case RESET -> weights.forget();
    }
    int samples = own.run(session.lane(), at);
    weights.change(pulled, samples, push);
    session.push(at, FloatBuffer.wrap(push), samples);
    return true;
  }
}
