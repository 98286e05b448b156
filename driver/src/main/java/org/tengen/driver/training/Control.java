package org.tengen.driver.training;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.live.LiveTraining;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * How whoever started a training follows and stops it.
 *
 * @param run which training of the job this is, from 1
 * @param runs how many there are
 * @param listener is told how far it is, about ten times a second
 * @param stop asked as often: true ends the training after a checkpoint
 * @param notices receives what a person should know, one line each
 * @param live what is told to those who watch
 */
public record Control(
    int run,
    int runs,
    TrainingProgress.Listener listener,
    BooleanSupplier stop,
    Consumer<String> notices,
    LiveFeed live) {

  /** With nobody who watches. */
  public Control(
      int run,
      int runs,
      TrainingProgress.Listener listener,
      BooleanSupplier stop,
      Consumer<String> notices) {
    this(run, runs, listener, stop, notices, LiveFeed.NOBODY);
  }

  /** The same for another training of the job. */
  public Control of(int otherRun, int otherRuns) {
    return new Control(otherRun, otherRuns, listener, stop, notices, live);
  }

  /** The same with one more who is told. */
  Control and(LiveFeed another) {
    return new Control(run, runs, listener, stop, notices, live.and(another));
  }

  /**
   * Tells those who watch that a training begins.
   *
   * @param from samples that it goes on from
   */
  void begins(TrainingSettings.Lanes lanes, long samples, long from, boolean virtual) {
    begins(lanes, samples, from, virtual, true);
  }

  /** The same of word vectors, whose samples are words, and which have no perplexity. */
  void beginsWords(TrainingSettings.Lanes lanes, long words, long from) {
    begins(lanes, words, from, false, false);
  }

  private void begins(
      TrainingSettings.Lanes lanes, long samples, long from, boolean virtual, boolean perplexity) {
    live.begins(
        new LiveTraining(
            lanes.strategy().name(),
            run,
            runs,
            samples,
            from,
            lanes.workers(),
            lanes.shards(),
            lanes.codec().name(),
            virtual,
            perplexity));
  }

  /** Tells them of an evaluation. */
  void evaluated(CurvePoint point) {
    live.evaluated(
        new LiveTraining.Evaluated(
            point.seconds(),
            point.samples(),
            point.updates(),
            point.validationPerplexity(),
            figures(point)));
  }

  private static Map<Metric, Double> figures(CurvePoint point) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    point.figures().forEach((key, value) -> figures.put(Metric.of(key).orElseThrow(), value));
    return figures;
  }

  /** Which training it is, to stand before its name; empty where it is the only one. */
  String which() {
    return runs == 1 ? "" : "training " + run + " of " + runs + ", ";
  }

  void progress(TrainingProgress progress) {
    listener.onProgress(progress);
  }

  /** Whether somebody has asked to stop; to be asked about ten times a second. */
  public boolean stopRequested() {
    return stop.getAsBoolean();
  }

  void notice(String line) {
    notices.accept(line);
    live.notice(line);
  }
}
