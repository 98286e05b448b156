package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.List;
import org.tengen.driver.run.MetricsLine;
import org.tengen.driver.run.MetricsLog;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Statistics;

/**
 * Where each lane's time went, how long its steps took, and what CPU time the driver's process
 * took, evaluation by evaluation: a line for each lane and one for the process, of what came since
 * the lines before. A later simulation draws its steps from them. Used by one thread at a time.
 */
final class LaneLog {
  private static final double NS = 1e9;

  private final String strategy;
  private final MetricsLog metrics;
  private List<StepTotals> before;
  private long cpuBeforeNs;
  private long evaluationCpuNs;
  private int evaluations;

  /**
   * A log that goes on.
   *
   * @param before by lane, what earlier sessions have lines of; empty for none
   */
  LaneLog(String strategy, MetricsLog metrics, List<StepTotals> before) {
    this.strategy = strategy;
    this.metrics = metrics;
    this.before = before;
  }

  /** The process has had so much CPU time before the training. */
  void start(long cpuNs) {
    cpuBeforeNs = cpuNs;
  }

  /** An evaluation has ended, which took so much CPU time. */
  void evaluated(long cpuNs) {
    evaluations++;
    evaluationCpuNs += cpuNs;
  }

  /**
   * The lines of an evaluation that came since the last look; none where there was none.
   *
   * @param seconds of training
   * @param cpuNs of the process
   */
  void look(double seconds, Statistics statistics, long cpuNs) {
    if (evaluations > 0) {
      write(seconds, statistics, cpuNs);
    }
  }

  /** The lines of what lanes have told since: they tell late, but before they end. */
  void end(double seconds, Statistics statistics, long cpuNs) {
    if (evaluations > 0 || iterations(statistics) > 0) {
      write(seconds, statistics, cpuNs);
    }
  }

  private long iterations(Statistics statistics) {
    long before = this.before.stream().mapToLong(StepTotals::iterations).sum();
    return statistics.totals().iterations() - before;
  }

  private void write(double seconds, Statistics statistics, long cpuNs) {
    List<StepTotals> now = new ArrayList<>();
    Traffic moved = Traffic.NOTHING;
    for (LaneStatistics lane : statistics.lanes()) {
      StepTotals before = before(lane.lane());
      metrics.add(lane(seconds, statistics.samples(), lane, before));
      moved = moved.plus(since(lane.totals().traffic(), before.traffic()));
      now.add(lane.totals());
    }
    MetricsLine line = line(Line.PROCESS, seconds, statistics.samples());
    line.put(Metric.CPU, (cpuNs - cpuBeforeNs) / NS);
    line.put(Metric.EVALUATION_CPU, evaluationCpuNs / NS);
    line.put(Metric.EVALUATIONS, evaluations);
    line.put(Metric.PUSHED_RAW_BYTES, moved.pushedRaw());
    line.put(Metric.PULLED_RAW_BYTES, moved.pulledRaw());
    metrics.add(line);
    before = now;
    cpuBeforeNs = cpuNs;
    evaluationCpuNs = 0;
    evaluations = 0;
  }

  private StepTotals before(int lane) {
    return before.isEmpty() ? StepTotals.NOTHING : before.get(lane);
  }

  private MetricsLine lane(double seconds, long samples, LaneStatistics lane, StepTotals before) {
    StepTotals now = lane.totals();
    StepTimes times = now.stepTimes().since(before.stepTimes());
    return line(Line.LANE, seconds, samples)
        .put(Line.Label.LANE, lane.lane())
        .put(Metric.CLOCK, lane.clock())
        .put(Metric.COMPUTING, (now.computingNs() - before.computingNs()) / NS)
        .put(Metric.WAITING_FOR_CORE, (now.waitingForCoreNs() - before.waitingForCoreNs()) / NS)
        .put(Metric.STRAGGLING, (now.stragglingNs() - before.stragglingNs()) / NS)
        .put(Metric.IDLE, (now.idleNs() - before.idleNs()) / NS)
        .put(Metric.SENDING, (now.sendingNs() - before.sendingNs()) / NS)
        .put(Metric.FIRST_BUCKET, times.first())
        .put(Metric.STEP_TIMES, times.counts());
  }

  private static Traffic since(Traffic now, Traffic before) {
    return new Traffic(
        now.pushed() - before.pushed(),
        now.pushedRaw() - before.pushedRaw(),
        now.pulled() - before.pulled(),
        now.pulledRaw() - before.pulledRaw(),
        now.residuals() - before.residuals());
  }

  private MetricsLine line(Line kind, double seconds, long samples) {
    return new MetricsLine(kind)
        .put(Line.Label.STRATEGY, strategy)
        .put(Metric.SECONDS, seconds)
        .put(Metric.SAMPLES, samples);
  }
}
