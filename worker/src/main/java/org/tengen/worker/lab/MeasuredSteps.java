package org.tengen.worker.lab;

import org.tengen.ps.protocol.StepTimes;

/** Quantiles of steps that were counted in buckets; within a bucket each time is as likely. */
final class MeasuredSteps {
  private final StepTimes times;

  /** Steps in the buckets up to each one. */
  private final long[] upTo;

  MeasuredSteps(StepTimes times) {
    this.times = times;
    this.upTo = new long[times.counts().size()];
    long steps = 0;
    for (int at = 0; at < upTo.length; at++) {
      steps += times.counts().get(at);
      upTo[at] = steps;
    }
  }

  /** The time that a share of the steps is shorter than. */
  long ns(double share) {
    double rank = share * upTo[upTo.length - 1];
    int at = 0;
    while (upTo[at] <= rank) {
      at++;
    }
    double before = at == 0 ? 0 : upTo[at - 1];
    double within = (rank - before) / (upTo[at] - before);
    long lowest = StepTimes.lowestNs(times.first() + at);
    long next = StepTimes.lowestNs(times.first() + at + 1);
    return Math.max(1, Math.round(lowest + within * (next - lowest)));
  }
}
