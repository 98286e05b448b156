package org.tengen.driver.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.launch.Launch;
import org.tengen.ps.checkpoint.WeightsFile;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.worker.divergence.Diagnosis;
import org.tengen.worker.divergence.Divergence;
import org.tengen.worker.divergence.LossWatch;

/**
 * One session of a training, from an image to the end, to a stop, or to divergence. Its log and
 * checkpoints are written by the driver's thread and by that of the images.
 */
final class TrainingSession implements Launch.Watch {
  /** The share of the budget whose mean training loss counts for divergence. */
  private static final long WINDOWS = 100;

  /** Steps in that window at least, and samples, as a few alone scatter. */
  private static final long STEPS = 4;

  private static final long LEAST_WINDOW = 256;

  /** The file of a training's last weights. */
  static final String WEIGHTS = "weights.f32";

  private final TrainingSettings settings;
  private final Kept kept;
  private final int number;
  private final Evaluation<?> evaluation;
  private final TrainingLog log;
  private final TrainingPlan plan;
  private final Control control;
  private final @Nullable LossWatch losses;

  /** What became of shards that were lost with their hosts. */
  private final List<String> moved = new ArrayList<>();

  /** Written by the driver's thread, read by the images' too. */
  private volatile EarlierSessions soFar;

  /**
   * How a session ended that went to its end, or diverged.
   *
   * @param divergence null where it went to its end
   */
  record Ended(NetworkTraining.Trained trained, @Nullable Divergence divergence) {}

  TrainingSession(
      TrainingSettings settings,
      LossWatch.Best best,
      Kept kept,
      Evaluation<?> evaluation,
      TrainingLog log,
      TrainingPlan plan,
      Control control) {
    this.settings = settings;
    this.kept = kept;
    this.number = kept.begin();
    this.evaluation = evaluation;
    this.log = log;
    this.plan = plan;
    this.control = control;
    this.soFar = log.earlier();
    this.losses = losses(settings, plan, best, log.earlier().totals());
  }

  /** Who looks for divergence; null where nobody does. */
  static @Nullable LossWatch losses(
      TrainingSettings settings, TrainingPlan plan, LossWatch.Best best, StepTotals before) {
    TrainingSettings.Diverging diverging = settings.watching().diverging();
    if (diverging.reaction() == TrainingSettings.Diverging.Reaction.IGNORE) {
      return null;
    }
    long steps = STEPS * plan.training().budget().batch();
    return new LossWatch(
        diverging.bound(),
        Math.max(plan.samples() / WINDOWS, Math.max(LEAST_WINDOW, steps)),
        best,
        before.samples(),
        before.lossSum());
  }

  /**
   * Trains.
   *
   * @throws StoppedResumable when it was asked to stop, after a checkpoint
   */
  <T> Ended run(Launch<T> launch, RunImage from, NetworkTraining.TargetOf target)
      throws InterruptedException, IOException {
    announce(from.samples());
    try {
      return ended(launch.run(from, this::onImage, this), target);
    } finally {
      kept.end();
    }
  }

  /** Tells those who watch what begins, and what is known of it from earlier sessions. */
  private void announce(long from) {
    control.begins(settings.lanes(), plan.samples(), from, false);
    log.curve().forEach(control::evaluated);
  }

  private Ended ended(Launch.Outcome outcome, NetworkTraining.TargetOf target) throws IOException {
    Statistics whole = log.earlier().and(outcome.statistics());
    double seconds = log.earlier().seconds() + outcome.seconds();
    log.end(whole, seconds, ProcessCpu.ns());
    soFar = EarlierSessions.upTo(seconds, whole);
    Divergence divergence = divergence(whole);
    if (divergence != null) {
      return figures(outcome, whole, seconds, target, divergence);
    }
    String checkpoint = write(outcome.image(), seconds).orElseThrow();
    if (!outcome.finished()) {
      throw new StoppedResumable(
          "stopped at %d of %d samples; %s is whole: go on with --resume"
              .formatted(outcome.image().samples(), plan.samples(), checkpoint));
    }
    return figures(outcome, whole, seconds, target, null);
  }

  private Ended figures(
      Launch.Outcome outcome,
      Statistics whole,
      double seconds,
      NetworkTraining.TargetOf target,
      @Nullable Divergence divergence)
      throws IOException {
    float[] weights = plan.weights(outcome.image());
    Measured measured = evaluation.measure(weights);
    Divergence late = divergence;
    if (losses != null && late == null) {
      late = losses.validate(whole.samples(), measured.loss());
    }
    if (late != null) {
      log.diverged(late, settings.learning().rate(), System.nanoTime());
    }
    String sha256 = WeightsFile.write(kept.folder().store(), WEIGHTS, weights);
    List<CurvePoint> curve = log.curve();
    TrainingFigures.Worth worth =
        new TrainingFigures.Worth(measured, target.perplexity(curve, whole.samples()), sha256);
    String line = late == null ? null : diagnosis(settings, whole, canLower()).of(late);
    Optional.ofNullable(line).ifPresent(control.live()::notice);
    control.live().trained();
    Map<String, String> facts = new LinkedHashMap<>(WorkerFacts.distinct(whole.lanes()));
    if (!moved.isEmpty()) {
      facts.put("moved", String.join("; ", moved));
    }
    return new Ended(
        new NetworkTraining.Trained(
            TrainingFigures.of(settings, seconds, whole, curve, worth, line), facts),
        late);
  }

  static Diagnosis diagnosis(TrainingSettings settings, Statistics whole, boolean canLower) {
    return new Diagnosis(
        settings.lanes().strategy(),
        settings.learning().rate(),
        settings.learning().clipping(),
        whole.staleness().mean(),
        whole.staleness().p99(),
        canLower);
  }

  private @Nullable Divergence divergence(Statistics whole) {
    StepTotals totals = whole.totals();
    long applied = Math.min(whole.samples(), totals.samples());
    return losses == null ? null : losses.train(totals.samples(), totals.lossSum(), applied);
  }

  /** A comparison keeps to the rates that were asked for. */
  private boolean canLower() {
    return control.runs() == 1
        && settings.watching().diverging().reaction() == TrainingSettings.Diverging.Reaction.STOP;
  }

  @Override
  public void onStart(long nowNs) {
    log.start(nowNs, ProcessCpu.ns());
  }

  @Override
  public void onMoved(String line) {
    moved.add(line);
    control.notice(line);
  }

  @Override
  public boolean onLook(Statistics statistics) {
    long now = System.nanoTime();
    Statistics whole = log.earlier().and(statistics);
    soFar = EarlierSessions.upTo(log.seconds(now), whole);
    log.look(whole, now, ProcessCpu.ns());
    control.live().looks(() -> LiveStatistics.counts(log.seconds(now), whole));
    control.progress(
        new TrainingProgress(
            settings.lanes().strategy().name(),
            control.run(),
            control.runs(),
            plan.samples(),
            statistics.samples(),
            log.seconds(now),
            log.progressLoss(),
            whole.totals().idleShare(),
            whole.staleness().mean()));
    return divergence(whole) == null && !control.stopRequested();
  }

  private void onImage(RunImage image, long takenNs) throws IOException {
    if (image.kind() == ImageKind.CHECKPOINT) {
      write(image, log.seconds(takenNs));
    } else {
      long cpuNs = ProcessCpu.ofThreadNs();
      Measured measured = evaluation.measure(plan.weights(image));
      CurvePoint point = log.addPoint(image, takenNs, measured, ProcessCpu.ofThreadNs() - cpuNs);
      control.evaluated(point);
      Optional.ofNullable(losses)
          .ifPresent(watch -> watch.validate(image.samples(), measured.loss()));
    }
  }

  private Optional<String> write(RunImage image, double seconds) throws IOException {
    Map<String, String> facts = new LinkedHashMap<>(soFar.at(seconds).facts());
    facts.put("strategy", settings.lanes().strategy().name());
    facts.put("seed", Long.toString(settings.seed()));
    Optional.ofNullable(losses).ifPresent(watch -> facts.putAll(BestLoss.facts(watch.best())));
    return kept.write(number, image, facts);
  }
}
