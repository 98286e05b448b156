package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.run.MetricsLine;
import org.tengen.driver.run.MetricsLog;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
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
  private final String strategy;
  private final String codec;
  private final MetricsLog metrics;
  private final List<CurvePoint> curve;
  private final EarlierSessions earlier;
  private final LaneLog lanes;
  private long startedNs;
  private StepTotals seen;
  private StepTotals atPoint;
  private double progressLoss = Double.NaN;

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
        .filter(line -> MetricsLine.is(Line.EVALUATION, line))
        .forEach(line -> curve.add(point(line)));
  }

  /** Whether a line of metrics still holds when a training goes on from so many samples. */
  static boolean staysAfterGoingBackTo(long samples, JsonNode line) {
    return line.path(Metric.SAMPLES.key()).asLong() <= samples
        || MetricsLine.is(Line.DIVERGENCE, line);
  }

  private static CurvePoint point(JsonNode line) {
    JsonNode train = line.path(Metric.TRAIN_PERPLEXITY.key());
    return new CurvePoint(
        line.path(Metric.SECONDS.key()).asDouble(),
        line.path(Metric.SAMPLES.key()).asLong(),
        line.path(Metric.UPDATES.key()).asLong(),
        train.isNumber() ? train.asDouble() : null,
        line.path(Metric.VALIDATION_PERPLEXITY.key()).asDouble(),
        figures(line));
  }

  /** What of a line is figures that not every network has. */
  private static Map<String, Double> figures(JsonNode line) {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (Metric metric : Line.OF_BOARDS) {
      JsonNode value = line.path(metric.key());
      if (!value.isMissingNode()) {
        figures.put(metric.key(), value.asDouble());
      }
    }
    return figures;
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
  synchronized CurvePoint addPoint(RunImage image, long takenNs, Measured measured, long cpuNs) {
    lanes.evaluated(cpuNs);
    CurvePoint point =
        new CurvePoint(
            seconds(takenNs),
            image.samples(),
            image.updates(),
            perplexity(atPoint, seen),
            measured.perplexity(),
            measured.byKey());
    atPoint = seen;
    curve.add(point);
    MetricsLine line = line(Line.EVALUATION, point.seconds(), point.samples());
    line.put(Metric.UPDATES, point.updates());
    line.put(Metric.VALIDATION_PERPLEXITY, point.validationPerplexity());
    line.put(Metric.TRAIN_PERPLEXITY, point.trainPerplexity());
    measured.figures().forEach(line::put);
    metrics.add(line);
    return point;
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
      progressLoss = Math.log(perplexity);
      MetricsLine line = line(Line.PROGRESS, seconds(nowNs), statistics.samples());
      line.put(Line.Label.CODEC, codec);
      line.put(Metric.UPDATES, statistics.updates());
      line.put(Metric.TRAIN_PERPLEXITY, perplexity);
      line.put(Metric.IDLE_SHARE, now.idleShare());
      line.put(Metric.MEAN_STALENESS, statistics.staleness().mean());
      line.put(Metric.MEAN_SPREAD, statistics.spread().mean());
      line.put(Metric.PUSHED_BYTES, now.traffic().pushed());
      line.put(Metric.PUSHED_RAW_BYTES, now.traffic().pushedRaw());
      line.put(Metric.PULLED_BYTES, now.traffic().pulled());
      line.put(Metric.PULLED_RAW_BYTES, now.traffic().pulledRaw());
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
    MetricsLine line = line(Line.DIVERGENCE, seconds(nowNs), divergence.samples());
    line.put(Metric.LOSS, divergence.loss());
    line.put(Metric.BEST_LOSS, divergence.best());
    line.put(Metric.BEST_SAMPLES, divergence.bestSamples());
    line.put(Metric.RATE, rate);
    metrics.add(line);
  }

  /** Mean loss of the training samples between the last two looks that saw any; NaN before. */
  synchronized double progressLoss() {
    return progressLoss;
  }

  /** The points so far, in order. */
  synchronized List<CurvePoint> curve() {
    return List.copyOf(curve);
  }

  private static @Nullable Double perplexity(StepTotals from, StepTotals to) {
    long samples = to.samples() - from.samples();
    return samples <= 0 ? null : Math.exp((to.lossSum() - from.lossSum()) / samples);
  }

  private MetricsLine line(Line kind, double seconds, long samples) {
    return new MetricsLine(kind)
        .put(Line.Label.STRATEGY, strategy)
        .put(Metric.SECONDS, seconds)
        .put(Metric.SAMPLES, samples);
  }
}
