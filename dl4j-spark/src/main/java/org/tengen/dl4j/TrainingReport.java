package org.tengen.dl4j;

import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.Staleness;
import org.tengen.ps.server.Statistics;

/**
 * What one fit came to.
 *
 * @param examples whose gradients were applied
 * @param updates optimiser steps
 * @param dealingSeconds in which the examples were counted
 * @param seconds in which all lanes were there
 * @param idleShare the part of the lanes' time that was spent waiting for each other, 0..1
 * @param meanLoss in nats an example, without regularisation
 * @param staleness of the applied gradients, in updates
 * @param traffic the bytes of pulls and pushes, beside what they would be as float32
 */
public record TrainingReport(
    long examples,
    long updates,
    double dealingSeconds,
    double seconds,
    double idleShare,
    double meanLoss,
    Staleness staleness,
    Traffic traffic) {

  static TrainingReport of(
      Statistics statistics, long updates, double dealingSeconds, double seconds) {
    StepTotals totals = statistics.totals();
    return new TrainingReport(
        statistics.samples(),
        updates,
        dealingSeconds,
        seconds,
        totals.idleShare(),
        totals.meanLoss(),
        statistics.staleness(),
        totals.traffic());
  }

  /** Examples a second, while all lanes were there. */
  public double examplesPerSecond() {
    return examples / seconds;
  }
}
