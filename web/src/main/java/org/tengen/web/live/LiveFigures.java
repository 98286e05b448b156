package org.tengen.web.live;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Metric;

/**
 * The figures of a whole training at one moment, by metric, for those who take one number of each:
 * sums over lanes and shards, or what one lane stands out with.
 */
public final class LiveFigures {
  /** Every metric that may be among them. */
  public static final Set<Metric> METRICS =
      Collections.unmodifiableSet(
          EnumSet.of(
              Metric.SECONDS,
              Metric.SAMPLES,
              Metric.UPDATES,
              Metric.SAMPLES_PER_SECOND,
              Metric.LOSS,
              Metric.TRAIN_PERPLEXITY,
              Metric.MEAN_STALENESS,
              Metric.P99_STALENESS,
              Metric.MAX_STALENESS,
              Metric.MEAN_SPREAD,
              Metric.COMPUTED_SAMPLES,
              Metric.LOSS_SUM,
              Metric.LANE_TIME,
              Metric.IDLE_SHARE,
              Metric.COMPUTING,
              Metric.WAITING_FOR_CORE,
              Metric.STRAGGLING,
              Metric.IDLE,
              Metric.SENDING,
              Metric.CLOCK,
              Metric.CLOCKS_AHEAD,
              Metric.SKIPPED,
              Metric.SECONDS_PER_STEP,
              Metric.LEASES,
              Metric.SILENT,
              Metric.PUSHES,
              Metric.PARKED,
              Metric.PUSHED_BYTES,
              Metric.PUSHED_RAW_BYTES,
              Metric.PULLED_BYTES,
              Metric.PULLED_RAW_BYTES));

  private final Map<Metric, Double> figures = new EnumMap<>(Metric.class);

  private LiveFigures() {}

  /**
   * The figures.
   *
   * @param perplexity whether the training has one: {@link LiveTraining#perplexity}
   * @param before what losses, throughput and time of a step are counted from; where it is null, or
   *     nothing was computed since, there are none of these
   */
  public static Map<Metric, Double> of(
      boolean perplexity, @Nullable LiveCounts before, LiveCounts now) {
    LiveFigures all = new LiveFigures();
    all.counted(now);
    all.lanes(now.lanes());
    all.time(total(now.lanes()));
    if (before != null) {
      all.between(before, now);
    }
    if (!perplexity) {
      all.figures.remove(Metric.TRAIN_PERPLEXITY);
    }
    return all.figures;
  }

  private void counted(LiveCounts now) {
    LiveCounts.Staleness staleness = now.staleness();
    put(Metric.SECONDS, now.seconds());
    put(Metric.SAMPLES, now.samples());
    put(Metric.UPDATES, now.updates());
    put(Metric.MEAN_STALENESS, staleness.mean());
    put(Metric.P99_STALENESS, staleness.p99());
    put(Metric.MAX_STALENESS, staleness.max());
    put(Metric.MEAN_SPREAD, staleness.spread());
    put(Metric.PUSHES, staleness.pushes());
    put(Metric.PARKED, now.shards().stream().mapToLong(LiveCounts.Shard::parked).sum());
  }

  /** The slowest lane's clock, how far the fastest is ahead of it, and who was silent longest. */
  private void lanes(List<LiveCounts.Lane> lanes) {
    long slowest = Long.MAX_VALUE;
    long fastest = 0;
    long skipped = 0;
    long leases = 0;
    double silent = 0;
    for (LiveCounts.Lane lane : lanes) {
      slowest = Math.min(slowest, lane.clock());
      fastest = Math.max(fastest, lane.clock());
      skipped += lane.skipped();
      leases += lane.leases();
      silent = Math.max(silent, lane.silent());
    }
    if (!lanes.isEmpty()) {
      put(Metric.CLOCK, slowest);
      put(Metric.CLOCKS_AHEAD, fastest - slowest);
      put(Metric.SKIPPED, skipped);
      put(Metric.LEASES, leases);
      put(Metric.SILENT, silent);
    }
  }

  private void time(LiveCounts.Work work) {
    put(Metric.COMPUTED_SAMPLES, work.samples());
    put(Metric.LOSS_SUM, work.lossSum());
    put(Metric.LANE_TIME, work.seconds());
    put(Metric.COMPUTING, work.computing());
    put(Metric.WAITING_FOR_CORE, work.waitingForCore());
    put(Metric.STRAGGLING, work.straggling());
    put(Metric.IDLE, work.idle());
    put(Metric.SENDING, work.sending());
    if (work.seconds() > 0) {
      put(Metric.IDLE_SHARE, work.idle() / work.seconds());
    }
    put(Metric.PUSHED_BYTES, work.bytes().pushed());
    put(Metric.PUSHED_RAW_BYTES, work.bytes().pushedRaw());
    put(Metric.PULLED_BYTES, work.bytes().pulled());
    put(Metric.PULLED_RAW_BYTES, work.bytes().pulledRaw());
  }

  private void between(LiveCounts before, LiveCounts now) {
    double seconds = now.seconds() - before.seconds();
    if (seconds > 0) {
      put(Metric.SAMPLES_PER_SECOND, (now.samples() - before.samples()) / seconds);
    }
    LiveCounts.Work then = total(before.lanes());
    LiveCounts.Work work = total(now.lanes());
    long samples = work.samples() - then.samples();
    if (samples > 0) {
      double loss = (work.lossSum() - then.lossSum()) / samples;
      put(Metric.LOSS, loss);
      put(Metric.TRAIN_PERPLEXITY, Math.exp(loss));
    }
    long steps = work.steps() - then.steps();
    if (steps > 0) {
      put(Metric.SECONDS_PER_STEP, (work.busy() - then.busy()) / steps);
    }
  }

  private void put(Metric metric, long count) {
    put(metric, (double) count);
  }

  private void put(Metric metric, double figure) {
    if (!METRICS.contains(metric)) {
      throw new IllegalArgumentException(metric.key() + " is not among METRICS");
    }
    figures.put(metric, figure);
  }

  private static LiveCounts.Work total(List<LiveCounts.Lane> lanes) {
    return lanes.stream().map(LiveCounts.Lane::work).reduce(LiveCounts.Work.NONE, LiveFigures::sum);
  }

  private static LiveCounts.Work sum(LiveCounts.Work a, LiveCounts.Work b) {
    return new LiveCounts.Work(
        a.steps() + b.steps(),
        a.samples() + b.samples(),
        a.lossSum() + b.lossSum(),
        a.computing() + b.computing(),
        a.waitingForCore() + b.waitingForCore(),
        a.straggling() + b.straggling(),
        a.idle() + b.idle(),
        a.sending() + b.sending(),
        new LiveCounts.Bytes(
            a.bytes().pushed() + b.bytes().pushed(),
            a.bytes().pushedRaw() + b.bytes().pushedRaw(),
            a.bytes().pulled() + b.bytes().pulled(),
            a.bytes().pulledRaw() + b.bytes().pulledRaw()));
  }
}
