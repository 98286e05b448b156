package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
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
 * @param steps by lane, the CPU times of its steps
 * @param serverBytesPerSecond what a core moved of what shards read and write, all of the process
 *     counted that is neither steps nor evaluation; infinite where that is nothing
 * @param evaluationNs CPU time of an evaluation
 */
record MeasuredRun(List<StepTimes> steps, double serverBytesPerSecond, long evaluationNs) {
  private static final double NS = 1e9;

  /**
   * Reads them.
   *
   * @throws WrongSetting if the folder has none
   */
  static MeasuredRun of(RunFolder folder) {
    Map<Integer, StepTimes> steps = new TreeMap<>();
    double computing = 0;
    double cpu = 0;
    double evaluationCpu = 0;
    long evaluations = 0;
    double pushed = 0;
    double pulled = 0;
    for (JsonNode line : folder.readMetrics()) {
      String kind = line.path("kind").asText();
      if (kind.equals(LaneLog.LANE)) {
        steps.merge(line.path("lane").asInt(), stepTimes(line), StepTimes::plus);
        computing += line.path("computing").asDouble();
      } else if (kind.equals(LaneLog.PROCESS)) {
        cpu += line.path("cpu").asDouble();
        evaluationCpu += line.path("evaluationCpu").asDouble();
        evaluations += line.path("evaluations").asLong();
        pushed += line.path("pushedRawBytes").asDouble() / Float.BYTES;
        pulled += line.path("pulledRawBytes").asDouble() / Float.BYTES;
      }
    }
    if (steps.isEmpty() || steps.values().stream().anyMatch(lane -> lane.steps() == 0)) {
      throw none(folder, "its metrics have no steps of each worker; expected a whole run");
    }
    RunResult result = result(folder);
    double server = cpu - evaluationCpu - (lanesInDriver(result) ? computing : 0);
    double bytes = work(result).bytes(pulled, pushed);
    return new MeasuredRun(
        List.copyOf(steps.values()),
        server > 0 ? bytes / server : Double.POSITIVE_INFINITY,
        evaluations == 0 ? 0 : Math.round(evaluationCpu / evaluations * NS));
  }

  /** For a person. */
  String line() {
    StepTimes all = steps.stream().reduce(StepTimes.NONE, StepTimes::plus);
    return String.format(
        Locale.ROOT,
        "measured: steps of %.2f ms of CPU time, %,d of %d workers; the server's work at %.2f GB/s;"
            + " evaluations of %.2f s",
        all.meanNs() / 1e6,
        all.steps(),
        steps.size(),
        serverBytesPerSecond / 1e9,
        evaluationNs / NS);
  }

  private static StepTimes stepTimes(JsonNode line) {
    List<Long> counts = new ArrayList<>();
    line.path("stepTimes").forEach(count -> counts.add(count.asLong()));
    return new StepTimes(line.path("firstBucket").asInt(), counts);
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

  private static WrongSetting none(RunFolder folder, String why) {
    return new WrongSetting("step-time=from:" + folder.place() + ": " + why);
  }
}
