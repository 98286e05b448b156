package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.MetricsLine;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.strategy.Strategy;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.worker.lab.ServerWork;

/**
 * The timings of an ended run, for simulations.
 *
 * @param steps by lane, the CPU times of its steps, interval by interval
 * @param serverBytesPerSecond what a core moved of what shards read and write after the first
 *     interval, all of the process counted that is neither steps nor evaluation; infinite where
 *     that is nothing
 * @param evaluationNs CPU time of an evaluation
 * @param startNs what there was more in the first interval: code was compiled
 */
record MeasuredRun(
    List<List<StepTimes>> steps, double serverBytesPerSecond, long evaluationNs, long startNs) {
  private static final double NS = 1e9;

  /** CPU seconds and moved floats of the process between two evaluations. */
  private record Interval(
      double cpu,
      double computing,
      double evaluationCpu,
      long evaluations,
      double pulled,
      double pushed) {
    static final Interval NONE = new Interval(0, 0, 0, 0, 0, 0);

    static Interval of(JsonNode process, double computing) {
      return new Interval(
          figure(process, Metric.CPU),
          computing,
          figure(process, Metric.EVALUATION_CPU),
          process.path(Metric.EVALUATIONS.key()).asLong(),
          figure(process, Metric.PULLED_RAW_BYTES) / Float.BYTES,
          figure(process, Metric.PUSHED_RAW_BYTES) / Float.BYTES);
    }

    Interval plus(Interval other) {
      return new Interval(
          cpu + other.cpu,
          computing + other.computing,
          evaluationCpu + other.evaluationCpu,
          evaluations + other.evaluations,
          pulled + other.pulled,
          pushed + other.pushed);
    }

    /** What was neither evaluation nor steps. */
    double rest(boolean lanesInDriver) {
      return cpu - evaluationCpu - (lanesInDriver ? computing : 0);
    }
  }

  /**
   * Reads them.
   *
   * @throws WrongSetting if the folder has none
   */
  static MeasuredRun of(RunFolder folder) {
    Map<Integer, List<StepTimes>> steps = new TreeMap<>();
    List<Interval> intervals = new ArrayList<>();
    double computing = 0;
    for (JsonNode line : folder.readMetrics()) {
      if (MetricsLine.is(Line.LANE, line)) {
        List<StepTimes> lane =
            steps.computeIfAbsent(
                line.path(Line.Label.LANE.key()).asInt(), any -> new ArrayList<>());
        StepTimes times = stepTimes(line);
        if (times.steps() > 0) {
          lane.add(times);
        }
        computing += figure(line, Metric.COMPUTING);
      } else if (MetricsLine.is(Line.PROCESS, line)) {
        intervals.add(Interval.of(line, computing));
        computing = 0;
      }
    }
    if (steps.isEmpty() || steps.values().stream().anyMatch(List::isEmpty)) {
      throw none(folder, withoutSteps(folder));
    }
    return of(result(folder), List.copyOf(steps.values()), intervals);
  }

  private static MeasuredRun of(
      RunResult result, List<List<StepTimes>> steps, List<Interval> intervals) {
    boolean here = lanesInDriver(result);
    ServerWork work = work(result);
    Interval first = intervals.isEmpty() ? Interval.NONE : intervals.get(0);
    Interval all = intervals.stream().reduce(Interval.NONE, Interval::plus);
    Interval later = intervals.stream().skip(1).reduce(Interval.NONE, Interval::plus);
    boolean parted = later.pushed > 0;
    Interval steady = parted ? later : all;
    double rest = steady.rest(here);
    double speed =
        rest > 0 ? work.bytes(steady.pulled, steady.pushed) / rest : Double.POSITIVE_INFINITY;
    double start = first.rest(here) - work.bytes(first.pulled, first.pushed) / speed;
    return new MeasuredRun(
        steps,
        speed,
        all.evaluations == 0 ? 0 : Math.round(all.evaluationCpu / all.evaluations * NS),
        parted ? Math.max(0, Math.round(start * NS)) : 0);
  }

  /** For a person. */
  String line() {
    StepTimes all = steps.stream().flatMap(List::stream).reduce(StepTimes.NONE, StepTimes::plus);
    return String.format(
        Locale.ROOT,
        "measured: steps of %.2f ms of CPU time, %,d of %d workers; the server's work at %.2f GB/s;"
            + " evaluations of %.2f s; at the start %.2f s of other work",
        all.meanNs() / 1e6,
        all.steps(),
        steps.size(),
        serverBytesPerSecond / 1e9,
        evaluationNs / NS,
        startNs / NS);
  }

  private static double figure(JsonNode line, Metric metric) {
    return line.path(metric.key()).asDouble();
  }

  private static StepTimes stepTimes(JsonNode line) {
    List<Long> counts = new ArrayList<>();
    line.path(Metric.STEP_TIMES.key()).forEach(count -> counts.add(count.asLong()));
    return new StepTimes(line.path(Metric.FIRST_BUCKET.key()).asInt(), counts);
  }

  private static RunResult result(RunFolder folder) {
    String text =
        folder
            .read(ResultJson.FILE)
            .orElseThrow(
                () -> none(folder, "has no " + ResultJson.FILE + "; expected a whole run"));
    try {
      return ResultJson.read(text, folder.place() + "/" + ResultJson.FILE);
    } catch (ResultFormatException e) {
      throw new WrongSetting("step-time=from: " + e.getMessage(), e);
    }
  }

  private static boolean lanesInDriver(RunResult result) {
    String master = result.settings().getOrDefault("master", "none");
    return master.equals("none") || master.startsWith("local");
  }

  private static ServerWork work(RunResult result) {
    Strategy strategy = Strategy.parse(result.runs().get(0).strategy());
    String optimiser = result.settings().getOrDefault("optimiser", "adam");
    int state =
        strategy.sent().fromOwnWeights()
            ? 0
            : OptimiserSettings.parse(optimiser).optimiser().stateArrays();
    return ServerWork.of(
        strategy, result.runs().get(0).workers(), state + strategy.correction().stateArrays());
  }

  /** A comparison's own folder has no metrics: its trainings have. */
  private static String withoutSteps(RunFolder folder) {
    try {
      for (String part : folder.store().list("")) {
        if (folder.read(part + "/" + MetricsLog.FILE).isPresent()) {
          return "is a comparison; expected the folder of one of its trainings, e.g. from:%s/%s"
              .formatted(folder.place(), part);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "its metrics have no steps of each worker; expected a whole run";
  }

  private static WrongSetting none(RunFolder folder, String why) {
    return new WrongSetting("step-time=from:" + folder.place() + ": " + why);
  }
}
