package org.tengen.driver.training;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Attended;
import org.tengen.driver.launch.Slots;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.strategy.Strategy;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.Summary;

/**
 * One training, or the comparison of several strategies: each from the same weights, over the same
 * partitions, to the same budget of samples, one after the other. Ends with result and report in
 * the run's folder.
 */
public final class NextWordRuns {
  /** The share of the budget at which the first strategy's perplexity is everybody's target. */
  public static final double TARGET_SHARE = 0.8;

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
   * Trains under each of {@code trainings}, which share corpus, network and number of workers.
   *
   * @param blank what the result says beside the figures; its runs and figures are filled in
   * @throws org.tengen.driver.StoppedResumable when it was asked to stop, after a checkpoint
   * @throws TrainingDiverged when the only training did, after the report
   */
  public RunResult run(List<TrainingSettings> trainings, RunResult blank)
      throws InterruptedException {
    TrainingSettings first = trainings.get(0);
    NextWordData data = read(first);
    Map<String, String> versions = new LinkedHashMap<>(blank.versions());
    List<StrategyRun> runs = new ArrayList<>();
    for (int i = 0; i < trainings.size(); i++) {
      boolean alone = trainings.size() == 1;
      TrainingSettings settings = trainings.get(i);
      RunFolder own = alone ? folder : folder.folder(folderName(settings.lanes().strategy()));
      Optional<StrategyRun> before = alone ? Optional.empty() : finished(own);
      if (before.isPresent()) {
        runs.add(before.get());
        continue;
      }
      NextWordTraining.Trained trained =
          new NextWordTraining(spark, data, control.of(i + 1, trainings.size()))
              .train(settings, own, alone ? (curve, samples) -> null : target(runs));
      versions.putAll(trained.workers());
      runs.add(trained.figures());
      if (!alone) {
        RunResult one = result(blank, versions, data, List.of(trained.figures()));
        own.write(ResultJson.FILE, ResultJson.write(one));
      }
    }
    RunResult result = result(blank, versions, data, runs);
    Report.files(result).forEach(folder::write);
    folder.write(ResultJson.FILE, ResultJson.write(result));
    String divergence = runs.get(0).divergence();
    if (runs.size() == 1 && divergence != null) {
      throw new TrainingDiverged(divergence + "; report: " + folder.place() + "/" + Report.HTML);
    }
    return result;
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
      RunResult blank, Map<String, String> versions, NextWordData data, List<StrategyRun> runs) {
    return new RunResult(
        blank.job(),
        blank.command(),
        blank.startedAt(),
        blank.settings(),
        versions,
        data.unigramPerplexity(),
        runs.size() == 1 ? "" : Summary.of(runs, data.unigramPerplexity()),
        runs);
  }

  private static Optional<StrategyRun> finished(RunFolder folder) {
    Optional<String> text = folder.read(ResultJson.FILE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      String name = folder.place() + "/" + ResultJson.FILE;
      return Optional.of(ResultJson.read(text.get(), name).runs().get(0));
    } catch (ResultFormatException e) {
      throw new WrongSetting("resume: " + e.getMessage(), e);
    }
  }

  /**
   * The perplexity at a share of the budget of the first strategy that did not diverge is
   * everybody's.
   */
  private static NextWordTraining.TargetOf target(List<StrategyRun> before) {
    return before.stream()
        .filter(run -> !run.diverged())
        .findFirst()
        .<NextWordTraining.TargetOf>map(first -> (curve, samples) -> first.targetPerplexity())
        .orElse((curve, samples) -> Target.perplexityAt(curve, TARGET_SHARE * samples));
  }

  /** A strategy's folder: its name, with what file systems dislike replaced. */
  private static String folderName(Strategy strategy) {
    return strategy.name().replaceAll("[^a-z0-9.]+", "-");
  }
}
