package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.run.MetricsLog;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * The curve of a training as it grows, and its lines in {@code metrics.jsonl}. Evaluation and the
 * driver's thread both add to it.
 */
final class TrainingLog {
  private static final String EVALUATION = "evaluation";

  private final String strategy;
  private final MetricsLog metrics;
  private final List<CurvePoint> curve;
  private final double secondsBefore;
  private long startedNs;
  private StepTotals seen = sum(List.of());
  private StepTotals atPoint = seen;
  private double progressPerplexity = Double.NaN;

  /**
   * A log that goes on from what earlier sessions left.
   *
   * @param before the lines of their metrics, none for a new training
   * @param secondsBefore their seconds
   */
  TrainingLog(String strategy, MetricsLog metrics, List<JsonNode> before, double secondsBefore) {
    this.strategy = strategy;
    this.metrics = metrics;
    this.curve = new ArrayList<>();
    this.secondsBefore = secondsBefore;
    before.stream()
        .filter(line -> line.path("kind").asText().equals(EVALUATION))
        .forEach(line -> curve.add(point(line)));
  }

  private static CurvePoint point(JsonNode line) {
    JsonNode train = line.path("trainPerplexity");
    return new CurvePoint(
        line.path("seconds").asDouble(),
        line.path("samples").asLong(),
        line.path("updates").asLong(),
        train.isNumber() ? train.asDouble() : null,
        line.path("validationPerplexity").asDouble());
  }

  /** Seconds of earlier sessions. */
  double secondsBefore() {
    return secondsBefore;
  }

  /** The clock starts. */
  synchronized void start(long nowNs) {
    startedNs = nowNs;
  }

  /** Seconds of training at {@code nowNs}, earlier sessions' included. */
  synchronized double seconds(long nowNs) {
    return secondsBefore + (startedNs == 0 ? 0 : Math.max(0, nowNs - startedNs) / 1e9);
  }

  /** An evaluation of {@code image}, taken at {@code takenNs}. */
  synchronized void addPoint(RunImage image, long takenNs, double validationPerplexity) {
    CurvePoint point =
        new CurvePoint(
            seconds(takenNs),
            image.samples(),
            image.updates(),
            perplexity(atPoint, seen),
            validationPerplexity);
    atPoint = seen;
    curve.add(point);
    Map<String, Object> line = line(EVALUATION, point.seconds(), point.samples());
    line.put("updates", point.updates());
    line.put("validationPerplexity", point.validationPerplexity());
    line.put("trainPerplexity", point.trainPerplexity());
    metrics.add(line);
  }

  /** What the lanes have done so far. */
  synchronized void look(Statistics statistics, long nowNs) {
    StepTotals now = sum(statistics.lanes());
    Double perplexity = perplexity(seen, now);
    if (perplexity != null) {
      progressPerplexity = perplexity;
      Map<String, Object> line = line("progress", seconds(nowNs), statistics.samples());
      line.put("updates", statistics.updates());
      line.put("trainPerplexity", perplexity);
      line.put("idleShare", idleShare(now));
      line.put("meanStaleness", statistics.staleness().mean());
      metrics.add(line);
    }
    seen = now;
  }

  /** Perplexity of the training samples between the last two looks that saw any; NaN before. */
  synchronized double progressPerplexity() {
    return progressPerplexity;
  }

  /** The points so far, in order. */
  synchronized List<CurvePoint> curve() {
    return List.copyOf(curve);
  }

  /** Idle time over all time of the lanes that is accounted for. */
  static double idleShare(StepTotals totals) {
    double all =
        (double) totals.computingNs()
            + totals.waitingForCoreNs()
            + totals.stragglingNs()
            + totals.idleNs()
            + totals.sendingNs();
    return all == 0 ? 0 : totals.idleNs() / all;
  }

  /** All lanes' totals together. */
  static StepTotals sum(List<LaneStatistics> lanes) {
    long[] sums = new long[7];
    double loss = 0;
    for (LaneStatistics lane : lanes) {
      StepTotals each = lane.totals();
      sums[0] += each.iterations();
      sums[1] += each.samples();
      loss += each.lossSum();
      sums[2] += each.computingNs();
      sums[3] += each.waitingForCoreNs();
      sums[4] += each.stragglingNs();
      sums[5] += each.idleNs();
      sums[6] += each.sendingNs();
    }
    return new StepTotals(sums[0], sums[1], loss, sums[2], sums[3], sums[4], sums[5], sums[6]);
  }

  private static @Nullable Double perplexity(StepTotals from, StepTotals to) {
    long samples = to.samples() - from.samples();
    return samples <= 0 ? null : Math.exp((to.lossSum() - from.lossSum()) / samples);
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
