package org.tengen.worker;

import org.tengen.models.Replica;
import org.tengen.ps.local.OwnWeights;

/**
 * The steps of one round on a lane's own weights.
 *
 * @param count of a round
 */
record OwnSteps(TrainingLoop.Own settings, int count, OwnWeights weights, Replica<?> replica) {

  /** Makes them, and returns their samples. */
  int run(Round.Steps steps, int lane, long clock) throws InterruptedException {
    int samples = 0;
    for (int i = 0; i < count; i++) {
      long step = clock * count + i;
      weights.read(replica.parameters());
      int stepped = steps.step(lane, step);
      double progress = settings.progress(step, count);
      steps.compute(() -> weights.step(replica.gradient(), stepped, progress));
      samples += stepped;
    }
    return samples;
  }
}
