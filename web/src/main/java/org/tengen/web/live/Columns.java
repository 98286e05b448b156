package org.tengen.web.live;

import java.util.List;
import org.tengen.models.metric.Metric;

/**
 * The figures of a {@link LiveCounts} in the order in which browsers get them: rows of numbers,
 * whose columns are metrics.
 */
final class Columns {
  /** Of a training. */
  static final List<Metric> TOTALS =
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.UPDATES,
          Metric.COMPUTED_SAMPLES,
          Metric.LOSS_SUM,
          Metric.PUSHES,
          Metric.MEAN_STALENESS,
          Metric.P99_STALENESS,
          Metric.MAX_STALENESS,
          Metric.IDLE,
          Metric.LANE_TIME,
          Metric.PUSHED_BYTES,
          Metric.PUSHED_RAW_BYTES,
          Metric.PULLED_BYTES,
          Metric.PULLED_RAW_BYTES);

  /** Of a lane. */
  static final List<Metric> LANE =
      List.of(
          Metric.CLOCK,
          Metric.SAMPLES,
          Metric.SKIPPED,
          Metric.LEASES,
          Metric.SILENT,
          Metric.SECONDS_PER_STEP,
          Metric.COMPUTING,
          Metric.WAITING_FOR_CORE,
          Metric.STRAGGLING,
          Metric.IDLE,
          Metric.SENDING);

  /** Of a shard. */
  static final List<Metric> SHARD = List.of(Metric.PUSHES, Metric.PARKED);

  /** Of an evaluation. */
  static final List<Metric> EVALUATION =
      List.of(
          Metric.SECONDS,
          Metric.SAMPLES,
          Metric.UPDATES,
          Metric.VALIDATION_PERPLEXITY,
          Metric.POLICY_ACCURACY);

  private Columns() {}

  static double[] totals(LiveCounts counts) {
    double computed = 0;
    double loss = 0;
    double idle = 0;
    double all = 0;
    double[] bytes = new double[4];
    for (LiveCounts.Lane lane : counts.lanes()) {
      LiveCounts.Work work = lane.work();
      computed += work.samples();
      loss += work.lossSum();
      idle += work.idle();
      all += work.seconds();
      bytes[0] += work.bytes().pushed();
      bytes[1] += work.bytes().pushedRaw();
      bytes[2] += work.bytes().pulled();
      bytes[3] += work.bytes().pulledRaw();
    }
    LiveCounts.Staleness staleness = counts.staleness();
    return new double[] {
      counts.seconds(),
      counts.samples(),
      counts.updates(),
      computed,
      loss,
      staleness.pushes(),
      staleness.mean(),
      staleness.p99(),
      staleness.max(),
      idle,
      all,
      bytes[0],
      bytes[1],
      bytes[2],
      bytes[3]
    };
  }

  static double[] lane(LiveCounts.Lane lane, double secondsPerStep) {
    LiveCounts.Work work = lane.work();
    return new double[] {
      lane.clock(),
      lane.samples(),
      lane.skipped(),
      lane.leases(),
      lane.silent(),
      secondsPerStep,
      work.computing(),
      work.waitingForCore(),
      work.straggling(),
      work.idle(),
      work.sending()
    };
  }

  static double[] shard(LiveCounts.Shard shard) {
    return new double[] {shard.pushes(), shard.parked()};
  }

  static double[] evaluation(LiveTraining.Evaluated evaluated) {
    return new double[] {
      evaluated.seconds(),
      evaluated.samples(),
      evaluated.updates(),
      evaluated.perplexity(),
      evaluated.figures().getOrDefault(Metric.POLICY_ACCURACY, Double.NaN)
    };
  }
}
