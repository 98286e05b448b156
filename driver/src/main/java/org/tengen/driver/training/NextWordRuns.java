package org.tengen.driver.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.Summary;

/**
 * One training, or the comparison of several: strategies, rates, seeds and scenarios, one after the
 * other. What is compared begins with the same weights and goes over the same partitions to the
 * same budget of samples. Ends with result and report in the run's folder; a comparison that is
 * resumed goes on behind the trainings that are finished.
 */
public final class NextWordRuns {
  private final JavaSparkContext spark;
  private final RunFolder folder;
  private final Control control;

  /** Runs in {@code folder}; what it holds of an earlier session is gone on from. */
  public NextWordRuns(JavaSparkContext spark, RunFolder folder, Control control) {
    this.spark = spark;
    this.folder = folder;
    this.control = control;
  }

  /**
   * Trains as each of {@code trainings} says, which share corpus and network.
   *
   * @param blank what the result says beside the figures; its runs and figures are filled in
   * @throws org.tengen.driver.StoppedResumable when it was asked to stop, after a checkpoint
   * @throws TrainingDiverged when the only training did, after the report
   */
  public RunResult run(List<TrainingSettings> trainings, RunResult blank)
      throws InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>(blank.versions());
    List<StrategyRun> runs = new ArrayList<>();
    Shared shared = new Shared();
    boolean alone = trainings.size() == 1;
    for (int i = 0; i < trainings.size(); i++) {
      TrainingSettings settings = trainings.get(i);
      RunFolder own = alone ? folder : folder.folder(FolderNames.of(settings, trainings));
      Optional<RunResult> before = alone ? Optional.empty() : finished(own);
      if (before.isPresent()) {
        runs.add(before.get().runs().get(0));
        shared.tell(before.get().unigramPerplexity());
        continue;
      }
      NextWordData data = shared.of(settings);
      NextWordTraining.Trained trained =
          new NextWordTraining(spark, data, control.of(i + 1, trainings.size()))
              .train(
                  settings, own, alone ? (curve, samples) -> null : Targets.first(runs, settings));
      versions.putAll(trained.workers());
      runs.add(trained.figures());
      if (!alone) {
        RunResult one =
            result(blank, versions, data.unigramPerplexity(), List.of(trained.figures()));
        own.write(ResultJson.FILE, ResultJson.write(one));
      }
    }
    List<StrategyRun> judged = alone ? runs : Targets.judge(runs);
    RunResult result = result(blank, versions, shared.unigram(), judged);
    Report.files(result).forEach(folder::write);
    folder.write(ResultJson.FILE, ResultJson.write(result));
    String divergence = runs.get(0).divergence();
    if (alone && divergence != null) {
      throw new TrainingDiverged(divergence + "; report: " + folder.place() + "/" + Report.HTML);
    }
    return result;
  }

  /** What trainings with as many workers and the same seed share; one at a time is held. */
  private final class Shared {
    private @Nullable NextWordData data;
    private @Nullable TrainingSettings of;
    private @Nullable Double unigram;

    NextWordData of(TrainingSettings settings) throws InterruptedException {
      NextWordData held = data;
      if (held == null
          || of == null
          || of.seed() != settings.seed()
          || of.lanes().workers() != settings.lanes().workers()) {
        held = read(settings);
        data = held;
        of = settings;
        tell(held.unigramPerplexity());
      }
      return held;
    }

    /** The first seed's is told; others have another split, and nearly the same. */
    void tell(@Nullable Double perplexity) {
      unigram = unigram == null ? perplexity : unigram;
    }

    @Nullable Double unigram() {
      return unigram;
    }
  }

  /** Reads the corpus, when there are slots to do it in. */
  private NextWordData read(TrainingSettings settings) throws InterruptedException {
    Duration deadline = settings.wire().startDeadline();
    String what = "reading corpus " + settings.text().corpus();
    return new Attended(spark, what, deadline, control::stopRequested)
        .run(
            () -> {
              Slots.await(spark.sc(), settings.lanes().together(), deadline);
              return NextWordData.prepare(spark, settings);
            });
  }

  private static RunResult result(
      RunResult blank,
      Map<String, String> versions,
      @Nullable Double unigram,
      List<StrategyRun> runs) {
    boolean strategies =
        runs.size() > 1
            && runs.stream().map(StrategyRun::strategy).distinct().count() == runs.size();
    return new RunResult(
        blank.job(),
        blank.command(),
        blank.startedAt(),
        blank.settings(),
        versions,
        unigram,
        strategies ? Summary.of(runs, unigram) : "",
        runs);
  }

  private static Optional<RunResult> finished(RunFolder folder) {
    Optional<String> text = folder.read(ResultJson.FILE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String name = folder.place() + "/" + ResultJson.FILE;
      return Optional.of(ResultJson.read(text.get(), name));
    } catch (ResultFormatException e) {
      throw new WrongSetting("resume: " + e.getMessage(), e);
    }
  }
}
