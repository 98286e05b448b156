package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
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
   */
  public RunResult run(List<TrainingSettings> trainings, RunResult blank)
      throws InterruptedException {
    TrainingSettings first = trainings.get(0);
    // reading the corpus would wait for ever for executors that do not come
    Slots.await(spark.sc(), first.lanes().workers(), first.wire().startDeadline());
    NextWordData data = NextWordData.prepare(spark, first);
    List<StrategyRun> runs = new ArrayList<>();
    for (int i = 0; i < trainings.size(); i++) {
      boolean alone = trainings.size() == 1;
      TrainingSettings settings = trainings.get(i);
      RunFolder own = alone ? folder : folder.folder(folderName(settings.lanes().strategy()));
      Optional<StrategyRun> before = alone ? Optional.empty() : finished(own);
      StrategyRun run =
          before.isPresent()
              ? before.get()
              : new NextWordTraining(spark, data, control.of(i + 1, trainings.size()))
                  .train(settings, own);
      own.write(ResultJson.FILE, ResultJson.write(result(blank, data, List.of(run))));
      runs.add(withTarget(run, target(runs.isEmpty() ? run : runs.get(0), trainings.size())));
    }
    RunResult result = result(blank, data, runs);
    Report.files(result).forEach(folder::write);
    folder.write(ResultJson.FILE, ResultJson.write(result));
    return result;
  }

  private static RunResult result(RunResult blank, NextWordData data, List<StrategyRun> runs) {
    return new RunResult(
        blank.job(),
        blank.command(),
        blank.startedAt(),
        blank.settings(),
        blank.versions(),
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

  private static @Nullable Double target(StrategyRun first, int strategies) {
    return strategies == 1
        ? null
        : Target.perplexityAt(first.curve(), TARGET_SHARE * first.samples());
  }

  private static StrategyRun withTarget(StrategyRun run, @Nullable Double target) {
    return new StrategyRun(
        run.strategy(),
        run.workers(),
        run.shards(),
        run.seed(),
        run.samples(),
        run.updates(),
        run.seconds(),
        run.samplesPerSecond(),
        run.idleShare(),
        run.staleness(),
        run.validation(),
        target,
        target == null ? null : Target.secondsTo(run.curve(), target),
        run.weightsSha256(),
        run.curve(),
        run.lanes());
  }

  /** A strategy's folder: its name, with what file systems dislike replaced. */
  private static String folderName(Strategy strategy) {
    return strategy.name().replaceAll("[^a-z0-9.]+", "-");
  }
}
