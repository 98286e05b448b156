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
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.worker.divergence.Divergence;

/**
 * The curve of a training as it grows, and its lines in {@code metrics.jsonl}. Evaluation and the
 * driver's thread both add to it.
 */
final class TrainingLog {
  private static final String EVALUATION = "evaluation";
  private static final String DIVERGENCE = "divergence";

  private final String strategy;
  private final String codec;
  private final MetricsLog metrics;
  private final List<CurvePoint> curve;
  private final EarlierSessions earlier;
  private final LaneLog lanes;
  private long startedNs;
  private StepTotals seen;
  private StepTotals atPoint;
  private double progressPerplexity = Double.NaN;

  /**
   * A log that goes on from what earlier sessions left.
   *
   * @param before the lines of their metrics, none for a new training
   * @param earlier what they came to
   */
  TrainingLog(
      TrainingSettings.Lanes settings,
      MetricsLog metrics,
      List<JsonNode> before,
      EarlierSessions earlier) {
    this.strategy = settings.strategy().name();
    this.codec = settings.codec().name();
    this.metrics = metrics;
    this.curve = new ArrayList<>();
    this.earlier = earlier;
    this.seen = earlier.totals();
    this.atPoint = seen;
    this.lanes = new LaneLog(strategy, metrics, earlier.lanes());
    before.stream()
        .filter(line -> line.path("kind").asText().equals(EVALUATION))
        .forEach(line -> curve.add(point(line)));
  }

  /** Whether a line of metrics still holds when a training goes on from so many samples. */
  static boolean staysAfterGoingBackTo(long samples, JsonNode line) {
    return line.path("samples").asLong() <= samples
        || line.path("kind").asText().equals(DIVERGENCE);
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

  /** What earlier sessions came to. */
  EarlierSessions earlier() {
    return earlier;
  }

  /**
   * The clock starts.
   *
   * @param cpuNs of the process so far
   */
  synchronized void start(long nowNs, long cpuNs) {
    startedNs = nowNs;
    lanes.start(cpuNs);
  }

  /** Seconds of training at {@code nowNs}, earlier sessions' included. */
  synchronized double seconds(long nowNs) {
    return earlier.seconds() + (startedNs == 0 ? 0 : Math.max(0, nowNs - startedNs) / 1e9);
  }

  /**
   * An evaluation of {@code image}, taken at {@code takenNs}.
   *
   * @param cpuNs that it took
   */
  synchronized void addPoint(
      RunImage image, long takenNs, double validationPerplexity, long cpuNs) {
    lanes.evaluated(cpuNs);
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

  /**
   * What the lanes have done so far, in earlier sessions too.
   *
   * @param cpuNs of the process so far
   */
  synchronized void look(Statistics statistics, long nowNs, long cpuNs) {
    StepTotals now = statistics.totals();
    Double perplexity = perplexity(seen, now);
    if (perplexity != null) {
      progressPerplexity = perplexity;
      Map<String, Object> line = line("progress", seconds(nowNs), statistics.samples());
      line.put("updates", statistics.updates());
      line.put("trainPerplexity", perplexity);
      line.put("idleShare", now.idleShare());
      line.put("meanStaleness", statistics.staleness().mean());
      line.put("meanSpread", statistics.spread().mean());
      line.put("codec", codec);
      line.put("pushedBytes", now.traffic().pushed());
      line.put("pulledBytes", now.traffic().pulled());
      line.put("rawBytes", now.traffic().rawBytes());
      metrics.add(line);
    }
    seen = now;
    lanes.look(seconds(nowNs), statistics, cpuNs);
  }

  /**
   * The lanes have ended.
   *
   * @param cpuNs of the process so far
   */
  synchronized void end(Statistics statistics, double seconds, long cpuNs) {
    lanes.end(seconds, statistics, cpuNs);
  }

  /** The training has diverged at a rate. */
  synchronized void diverged(Divergence divergence, double rate, long nowNs) {
    Map<String, Object> line = line(DIVERGENCE, seconds(nowNs), divergence.samples());
    line.put("loss", divergence.loss());
    line.put("bestLoss", divergence.best());
    line.put("bestSamples", divergence.bestSamples());
    line.put("rate", rate);
    metrics.add(line);
  }

  /** Perplexity of the training samples between the last two looks that saw any; NaN before. */
  synchronized double progressPerplexity() {
    return progressPerplexity;
  }

  /** The points so far, in order. */
  synchronized List<CurvePoint> curve() {
    return List.copyOf(curve);
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
