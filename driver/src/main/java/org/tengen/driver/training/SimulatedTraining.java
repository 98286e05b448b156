package org.tengen.driver.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.driver.run.MetricsLog;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.Batch;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.ps.checkpoint.WeightsFile;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.BatchSource;
import org.tengen.worker.divergence.Divergence;
import org.tengen.worker.divergence.LossWatch;
import org.tengen.worker.lab.Hardware;
import org.tengen.worker.lab.Lab;
import org.tengen.worker.lab.LabSettings;
import org.tengen.worker.lab.Outcome;
import org.tengen.worker.lab.StepTime;
import org.tengen.worker.lab.Watch;

/**
 * A training of a network on text with simulated workers, in a run folder that looks like any
 * other: real gradients and the real server, one thread, virtual time. Needs no Spark.
 */
final class SimulatedTraining {
  /** As often as the driver of a training on machines looks, in virtual time. */
  private static final long LOOK_NS = 100_000_000;

  /** Moments are told from 1 on: 0 stands for a training that has not begun. */
  private static final long START_NS = 1;

  private final SimulationSettings settings;
  private final RunFolder folder;
  private final Control control;

  /**
   * A simulation in {@code folder}.
   *
   * @param control its progress is in this machine's time, so that a person sees how long it goes
   *     on
   */
  SimulatedTraining(SimulationSettings settings, RunFolder folder, Control control) {
    this.settings = settings;
    this.folder = folder;
    this.control = control;
  }

  /**
   * Trains to the end of the budget, or until it diverges.
   *
   * @param text what all trainings of its kind share
   * @param timings of the run that steps are drawn from, where one is
   * @param target the perplexity whose first moment is looked for
   * @throws StoppedResumable when it was asked to stop
   */
  Comparison.One train(
      SimulatedTexts.Text text, Optional<MeasuredRun> timings, NetworkTraining.TargetOf target) {
    Hardware hardware = hardware(timings);
    StepTime stepTime = stepTime(timings);
    try {
      SizedNetwork<?> network =
          TextSubject.of(settings.training())
              .sized(text.corpus().vocabulary().size(), settings.training().seed());
      StrategyRun figures = train(network, text.corpus(), hardware, stepTime, target);
      return new Comparison.One(
          figures, text.unigram(), SkippedRecords.in(Map.of(), text.corpus().skipped()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the settings leave open is as it was measured, or takes no time. */
  private Hardware hardware(Optional<MeasuredRun> measured) {
    double server =
        settings
            .serverBytesPerSecond()
            .orElse(
                measured.map(MeasuredRun::serverBytesPerSecond).orElse(Double.POSITIVE_INFINITY));
    long evaluation =
        settings.evaluationNs().orElse(measured.map(MeasuredRun::evaluationNs).orElse(0L));
    return new Hardware(
        settings.network(),
        settings.machines(),
        settings.cores(),
        server,
        evaluation,
        measured.map(MeasuredRun::startNs).orElse(0L));
  }

  private StepTime stepTime(Optional<MeasuredRun> measured) {
    long seed = settings.training().seed();
    if (settings.step() instanceof SimulationSettings.Step.Constant constant) {
      return StepTime.constant(constant.ns());
    }
    if (settings.step() instanceof SimulationSettings.Step.LogNormal step) {
      return StepTime.logNormal(seed, step.medianNs(), step.sigma());
    }
    return StepTime.measured(seed, measured.orElseThrow().steps());
  }

  private <B extends Batch> StrategyRun train(
      SizedNetwork<B> network,
      EncodedCorpus corpus,
      Hardware hardware,
      StepTime stepTime,
      NetworkTraining.TargetOf target)
      throws IOException {
    TrainingSettings training = settings.training();
    try (MetricsLog metrics = folder.metrics(List.of());
        Replica<B> replica = network.replica(Engine.load());
        Evaluation<?> evaluation = Evaluation.of(network, tokens(corpus.validation()))) {
      TrainingPlan plan = TrainingPlan.of(training, samples(corpus.vocabulary()), replica);
      TrainingLog log = new TrainingLog(training.lanes(), metrics, List.of(), EarlierSessions.NONE);
      log.start(START_NS, 0);
      LabSettings lab =
          new LabSettings(
              plan.training(), plan.loop(), plan.intervals(), stepTime, hardware, LOOK_NS);
      LossWatch losses =
          TrainingSession.losses(
              training,
              plan,
              LossWatch.Best.guessing(network.settings().vocabulary()),
              StepTotals.NOTHING);
      control.begins(training.lanes(), plan.samples(), 0, true);
      Looking looking = new Looking(plan, evaluation, log, losses, hardware.evaluationNs());
      Outcome outcome =
          Lab.train(lab, replica, batches(network, corpus), evaluation.initialWeights(), looking);
      if (!outcome.finished() && looking.divergence == null) {
        throw new StoppedResumable(
            "stopped at %d of %d samples, which a simulation begins anew: go on with --resume"
                .formatted(outcome.statistics().samples(), plan.samples()));
      }
      float[] weights = plan.weights(outcome.image());
      String sha256 = WeightsFile.write(folder.store(), TrainingSession.WEIGHTS, weights);
      TrainingFigures.Worth worth =
          new TrainingFigures.Worth(
              evaluation.measure(weights),
              target.perplexity(log.curve(), outcome.statistics().samples()),
              sha256);
      double seconds = outcome.ns() / 1e9;
      Statistics statistics = outcome.statistics();
      String diagnosis = null;
      if (looking.divergence != null) {
        log.diverged(looking.divergence, training.learning().rate(), START_NS + outcome.ns());
        diagnosis = TrainingSession.diagnosis(training, statistics, false).of(looking.divergence);
      }
      Optional.ofNullable(diagnosis).ifPresent(control.live()::notice);
      control.live().trained();
      return TrainingFigures.of(training, seconds, statistics, log.curve(), worth, diagnosis);
    }
  }

  private <B extends Batch> List<BatchSource<B>> batches(
      SizedNetwork<B> network, EncodedCorpus corpus) {
    TrainingSettings training = settings.training();
    List<BatchSource<B>> sources = new ArrayList<>();
    for (PartitionFile lane : corpus.lanes()) {
      sources.add(
          network.batches(lane, training.learning().batch(), training.seed(), sources.size()));
    }
    return sources;
  }

  /** As many as a training on machines evaluates on. */
  private static int[] tokens(PartitionFile validation) {
    int most = org.tengen.driver.text.EncodedCorpus.MOST_VALIDATION_TOKENS;
    int count = (int) Math.min(most, validation.size());
    return IntStream.range(0, count).map(validation::at).toArray();
  }

  private static long samples(Vocabulary vocabulary) {
    return IntStream.range(0, vocabulary.size()).mapToLong(vocabulary::count).sum();
  }

  /** Writes down what is seen, and asks whether to stop. */
  private final class Looking implements Watch {
    private final TrainingPlan plan;
    private final Evaluation<?> evaluation;
    private final TrainingLog log;
    private final @Nullable LossWatch losses;
    private final long evaluationNs;
    private final long beganNs = System.nanoTime();
    private @Nullable Divergence divergence;

    Looking(
        TrainingPlan plan,
        Evaluation<?> evaluation,
        TrainingLog log,
        @Nullable LossWatch losses,
        long evaluationNs) {
      this.plan = plan;
      this.evaluation = evaluation;
      this.log = log;
      this.losses = losses;
      this.evaluationNs = evaluationNs;
    }

    @Override
    public boolean onImage(RunImage image, long nowNs) {
      Measured measured = evaluation.measure(plan.weights(image));
      control.evaluated(log.addPoint(image, START_NS + nowNs, measured, evaluationNs));
      if (losses != null) {
        divergence = losses.validate(image.samples(), measured.loss());
      }
      return goesOn();
    }

    private boolean goesOn() {
      return divergence == null && !control.stopRequested();
    }

    @Override
    public boolean onLook(Look look) {
      log.look(look.statistics(), START_NS + look.nowNs(), look.computedNs());
      control.live().looks(() -> LiveStatistics.counts(look.nowNs() / 1e9, look.statistics()));
      control.progress(
          new TrainingProgress(
              settings.training().lanes().strategy().name(),
              control.run(),
              control.runs(),
              plan.samples(),
              look.statistics().samples(),
              (System.nanoTime() - beganNs) / 1e9,
              log.progressLoss(),
              look.statistics().totals().idleShare(),
              look.statistics().staleness().mean()));
      if (losses != null) {
        StepTotals totals = look.statistics().totals();
        divergence =
            losses.train(
                totals.samples(),
                totals.lossSum(),
                Math.min(totals.samples(), look.statistics().samples()));
      }
      return goesOn();
    }
  }
}
