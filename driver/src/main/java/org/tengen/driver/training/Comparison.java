package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.Report;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.Summary;

/**
 * One training, or several one after the other, in one run folder: real ones or simulated. Of
 * several, each has a folder of its own, and those that are finished are left as they are, so that
 * a comparison goes on where it was.
 *
 * @param blank what the result says beside the figures
 */
record Comparison(RunFolder folder, RunResult blank) {

  /** Trains one of the trainings, in its folder. */
  @FunctionalInterface
  interface Trainer {
    /** The training at {@code index} of the list. */
    One train(int index, RunFolder own, NextWordTraining.TargetOf target)
        throws InterruptedException;
  }

  /**
   * What one training came to.
   *
   * @param unigram what the frequencies of words alone reach on its validation split
   * @param facts what is to be known of its workers
   */
  record One(StrategyRun figures, double unigram, Map<String, String> facts) {}

  /**
   * Trains what is not finished, and writes result and report of all.
   *
   * @throws TrainingDiverged when the only training did, after the report
   */
  RunResult run(List<TrainingSettings> trainings, Trainer trainer) throws InterruptedException {
    Map<String, String> versions = new LinkedHashMap<>(blank.versions());
    List<StrategyRun> runs = new ArrayList<>();
    Double unigram = null;
    boolean alone = trainings.size() == 1;
    for (int i = 0; i < trainings.size(); i++) {
      TrainingSettings settings = trainings.get(i);
      RunFolder own = alone ? folder : folder.folder(FolderNames.of(settings, trainings));
      Optional<RunResult> before = alone ? Optional.empty() : finished(own);
      RunResult one;
      if (before.isPresent()) {
        one = before.get();
      } else {
        One trained =
            trainer.train(i, own, alone ? (curve, samples) -> null : Targets.first(runs, settings));
        versions.putAll(trained.facts());
        one = result(versions, trained.unigram(), List.of(trained.figures()));
        if (!alone) {
          own.write(ResultJson.FILE, ResultJson.write(one));
        }
      }
      runs.addAll(one.runs());
      // other seeds have other splits, of which words are nearly as frequent
      unigram = unigram == null ? one.unigramPerplexity() : unigram;
    }
    return conclude(versions, unigram, alone ? runs : Targets.judge(runs));
  }

  private RunResult conclude(
      Map<String, String> versions, @Nullable Double unigram, List<StrategyRun> runs) {
    RunResult result = result(versions, unigram, runs);
    Report.files(result).forEach(folder::write);
    folder.write(ResultJson.FILE, ResultJson.write(result));
    String divergence = runs.get(0).divergence();
    if (runs.size() == 1 && divergence != null) {
      throw new TrainingDiverged(divergence + "; report: " + folder.place() + "/" + Report.HTML);
    }
    return result;
  }

  private RunResult result(
      Map<String, String> versions, @Nullable Double unigram, List<StrategyRun> runs) {
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
