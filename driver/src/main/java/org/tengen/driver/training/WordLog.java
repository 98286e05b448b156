package org.tengen.driver.training;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.run.MetricsLine;
import org.tengen.driver.run.MetricsLog;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.WordFigures.Loss;

/** What those who follow a training of word vectors are told. Used by one thread at a time. */
final class WordLog {
  private final WordPlan plan;
  private final MetricsLog metrics;
  private final EarlierSessions earlier;
  private final Control control;
  private final LaneLog lanes;
  private final LossCurve losses;
  private long startedNs;
  private StepTotals seen;
  private double secondsSeen;
  private long samplesSeen;
  private double loss = Double.NaN;

  /**
   * A log that goes on from what earlier sessions left.
   *
   * @param earlier what they came to
   * @param lines of metrics that they wrote, and that still hold
   * @param samples words that they trained on
   */
  WordLog(
      WordPlan plan,
      MetricsLog metrics,
      EarlierSessions earlier,
      List<JsonNode> lines,
      long samples,
      Control control) {
    this.plan = plan;
    this.metrics = metrics;
    this.earlier = earlier;
    this.control = control;
    this.seen = earlier.totals();
    this.secondsSeen = earlier.seconds();
    this.samplesSeen = samples;
    this.losses = new LossCurve(lines);
    this.lanes = new LaneLog(strategy(), metrics, earlier.lanes());
    control.beginsWords(plan.settings().watched(), plan.words(), samples);
  }

  /** Whether a line of metrics still holds when a training goes on from so many words. */
  static boolean stays(long samples, JsonNode line) {
    return line.path(Metric.SAMPLES.key()).asLong() <= samples;
  }

  private String strategy() {
    return plan.settings().lanes().strategy().name();
  }

  /** The clock starts. */
  void start(long nowNs) {
    startedNs = nowNs;
    lanes.start(ProcessCpu.ns());
  }

  /** Seconds of training at {@code nowNs}, earlier sessions' included. */
  double seconds(long nowNs) {
    return earlier.seconds() + (startedNs == 0 ? 0 : Math.max(0, nowNs - startedNs) / 1e9);
  }

  /** The whole training, when {@code now} are this session's statistics, with words as samples. */
  Statistics whole(Statistics now) {
    return earlier.and(now);
  }

  /**
   * The training goes on.
   *
   * @param whole the statistics of all sessions
   */
  void look(Statistics whole, long nowNs) {
    double seconds = seconds(nowNs);
    StepTotals now = whole.totals();
    long samples = now.samples() - seen.samples();
    if (samples > 0) {
      loss = (now.lossSum() - seen.lossSum()) / samples;
      line(whole, now, seconds);
      losses.add(seconds, whole.samples(), loss);
      seen = now;
      secondsSeen = seconds;
      samplesSeen = whole.samples();
    }
    control.live().looks(() -> LiveStatistics.counts(seconds, whole));
    control.progress(
        new TrainingProgress(
            strategy(),
            control.run(),
            control.runs(),
            plan.words(),
            whole.samples(),
            seconds,
            loss,
            now.idleShare(),
            whole.staleness().mean()));
  }

  private void line(Statistics whole, StepTotals now, double seconds) {
    double took = seconds - secondsSeen;
    metrics.add(
        new MetricsLine(Line.WORDS)
            .put(Line.Label.STRATEGY, strategy())
            .put(Line.Label.CODEC, "float32")
            .put(Metric.SECONDS, seconds)
            .put(Metric.SAMPLES, whole.samples())
            .put(Metric.UPDATES, whole.updates())
            .put(Metric.LOSS, loss)
            .put(
                Metric.SAMPLES_PER_SECOND, took > 0 ? (whole.samples() - samplesSeen) / took : null)
            .put(Metric.IDLE_SHARE, now.idleShare())
            .put(Metric.MEAN_STALENESS, whole.staleness().mean())
            .put(Metric.PUSHED_BYTES, now.traffic().pushed())
            .put(Metric.PUSHED_RAW_BYTES, now.traffic().pushedRaw())
            .put(Metric.PULLED_BYTES, now.traffic().pulled())
            .put(Metric.PULLED_RAW_BYTES, now.traffic().pulledRaw()));
  }

  /** How the loss went, in earlier sessions too. */
  List<Loss> losses() {
    return losses.points();
  }

  /** The lanes have ended. */
  void end(Statistics whole, double seconds) {
    lanes.end(seconds, whole, ProcessCpu.ns());
  }

  /** Whether the vectors are no numbers any more, as far as losses tell. */
  boolean diverged() {
    return !Double.isFinite(seen.lossSum());
  }

  /** Why a training that has diverged is not gone on with. */
  TrainingDiverged divergence() {
    double alpha = plan.settings().model().alpha();
    return new TrainingDiverged(
        "%s diverged after %d words: its loss is no finite number, at alpha %s; try --alpha %s"
            .formatted(strategy(), samplesSeen, alpha, alpha / 2));
  }
}
