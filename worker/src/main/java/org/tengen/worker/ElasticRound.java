package org.tengen.worker;

import java.nio.FloatBuffer;
import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.local.OwnWeights;
import org.tengen.ps.strategy.Sent;

/**
 * Some steps on the lane's own weights, then a reading of the centre to which both sides move. The
 * weights are nowhere else: a lane that begins in another task begins at the centre. The steps of a
 * lane that then finds the budget spent count for nothing.
 */
final class ElasticRound implements Round {
  private final double part;
  private final OwnSteps own;
  private final OwnWeights weights;
  private final float[] centre;
  private final float[] push;
  private boolean begun;

  ElasticRound(Sent.Elastic sent, TrainingLoop.Own settings, Replica<?> replica, Steps steps) {
    this.part = sent.part(settings.lanes());
    this.weights = new OwnWeights(settings.model());
    this.own = new OwnSteps(settings, sent.steps(), weights, replica, steps);
    this.centre = new float[settings.servedLength()];
    this.push = new float[settings.servedLength()];
  }

  @Override
  public boolean run(LaneSession session, long clock) throws InterruptedException {
    if (!begun) {
      if (!session.pull(clock, FloatBuffer.wrap(centre))) {
        return false;
      }
      weights.take(centre);
      begun = true;
    }
    int samples = own.run(session.lane(), clock);
    if (!session.pull(clock, FloatBuffer.wrap(centre))) {
      return false;
    }
    weights.pull(centre, part, samples, push);
    session.push(clock, FloatBuffer.wrap(push), samples);
    return true;
  }
}
