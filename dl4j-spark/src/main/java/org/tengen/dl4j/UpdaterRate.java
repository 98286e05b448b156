package org.tengen.dl4j;

import org.nd4j.linalg.learning.config.IUpdater;
import org.tengen.ps.optimiser.Schedule.RateOfUpdate;

/**
 * The rate of an updater, with its schedule by iteration or epoch, as the server asks for it.
 *
 * @param updater whose rate it is; one without a rate steps by the gradient itself
 * @param epoch which stays the same during a fit
 */
record UpdaterRate(IUpdater updater, int epoch) implements RateOfUpdate {
  @Override
  public float rate(long update) {
    return updater.hasLearningRate()
        ? (float) updater.getLearningRate((int) Math.min(update, Integer.MAX_VALUE), epoch)
        : 1;
  }
}
