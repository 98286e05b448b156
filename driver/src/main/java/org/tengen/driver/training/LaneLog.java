package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.driver.run.MetricsLog;
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
  static final String LANE = "lane";
  static final String PROCESS = "process";

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
    Map<String, Object> line = line(PROCESS, seconds, statistics.samples());
    line.put("cpu", (cpuNs - cpuBeforeNs) / NS);
    line.put("evaluationCpu", evaluationCpuNs / NS);
    line.put("evaluations", evaluations);
    line.put("pushedRawBytes", moved.pushedRaw());
    line.put("pulledRawBytes", moved.pulledRaw());
    metrics.add(line);
    before = now;
    cpuBeforeNs = cpuNs;
    evaluationCpuNs = 0;
    evaluations = 0;
  }

  private StepTotals before(int lane) {
    return before.isEmpty() ? StepTotals.NOTHING : before.get(lane);
  }

  private Map<String, Object> lane(
      double seconds, long samples, LaneStatistics lane, StepTotals before) {
    StepTotals now = lane.totals();
    StepTimes times = now.stepTimes().since(before.stepTimes());
    Map<String, Object> line = line(LANE, seconds, samples);
    line.put("lane", lane.lane());
    line.put("clock", lane.clock());
    line.put("computing", (now.computingNs() - before.computingNs()) / NS);
    line.put("waitingForCore", (now.waitingForCoreNs() - before.waitingForCoreNs()) / NS);
    line.put("straggling", (now.stragglingNs() - before.stragglingNs()) / NS);
    line.put("idle", (now.idleNs() - before.idleNs()) / NS);
    line.put("sending", (now.sendingNs() - before.sendingNs()) / NS);
    line.put("firstBucket", times.first());
    line.put("stepTimes", times.counts());
    return line;
  }

  private static Traffic since(Traffic now, Traffic before) {
    return new Traffic(
        now.pushed() - before.pushed(),
        now.pushedRaw() - before.pushedRaw(),
        now.pulled() - before.pulled(),
        now.pulledRaw() - before.pulledRaw(),
        now.residuals() - before.residuals());
  }

  private Map<String, Object> line(String kind, double seconds, long samples) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("kind", kind);
    line.put("strategy", strategy);
    line.put("seconds", seconds);
    line.put("samples", samples);
    return line;
  }
}
