package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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
 * @param notices receives what a person should know, one line each
 */
record Comparison(RunFolder folder, RunResult blank, Consumer<String> notices) {
  private static final String BETWEEN = "; ";

  /** Trains one of the trainings, in its folder. */
  @FunctionalInterface
  interface Trainer {
    /** The training at {@code index} of the list. */
    One train(int index, RunFolder own, NetworkTraining.TargetOf target)
        throws InterruptedException;
  }

  /**
   * What one training came to.
   *
   * @param unigram what the frequencies of words alone reach on its validation split; null where
   *     there are no words
   * @param facts what is to be known of its workers
   */
  record One(StrategyRun figures, @Nullable Double unigram, Map<String, String> facts) {}

  /**
   * Trains what is not finished, and writes result and report of all.
   *
   * @throws WrongSetting before anything is trained, where that is known
   * @throws TrainingDiverged when the only training did, after the report
   */
  RunResult run(List<TrainingSettings> trainings, Trainer trainer) throws InterruptedException {
    trainings.forEach(TrainingPlan::requireWhole);
    requireFoldersOfTheirOwn(trainings);
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
        Map<String, String> facts = new LinkedHashMap<>(blank.versions());
        facts.putAll(trained.facts());
        one = result(facts, trained.unigram(), List.of(trained.figures()));
        if (!alone) {
          own.write(ResultJson.FILE, ResultJson.write(one));
        }
      }
      runs.addAll(one.runs());
      one.versions().forEach((name, value) -> versions.merge(name, value, Comparison::both));
      // other seeds have other splits, of which words are nearly as frequent
      unigram = unigram == null ? one.unigramPerplexity() : unigram;
    }
    return conclude(versions, unigram, alone ? runs : Targets.judge(runs));
  }

  /** What is known of some of the trainings, when it is not the same of all. */
  private static String both(String known, String more) {
    return List.of(known.split(BETWEEN, -1)).contains(more) ? known : known + BETWEEN + more;
  }

  private static void requireFoldersOfTheirOwn(List<TrainingSettings> trainings) {
    Map<String, TrainingSettings> folders = new HashMap<>();
    for (TrainingSettings each : trainings) {
      TrainingSettings other = folders.put(FolderNames.of(each, trainings), each);
      if (other != null) {
        throw new WrongSetting(
            "strategy=%s,%s: are two names of one training; expected one of them"
                .formatted(other.lanes().strategy().name(), each.lanes().strategy().name()));
      }
    }
  }

  private RunResult conclude(
      Map<String, String> versions, @Nullable Double unigram, List<StrategyRun> runs) {
    RunResult result = result(versions, unigram, runs).withPicturedFirstSteps();
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

  /** The result of a training, if it is whole: one that a power cut has damaged is made again. */
  private Optional<RunResult> finished(RunFolder own) {
    Optional<String> text = own.read(ResultJson.FILE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(ResultJson.read(text.get(), own.place() + "/" + ResultJson.FILE));
    } catch (ResultFormatException e) {
      notices.accept(e.getMessage() + "; this training is made again");
      return Optional.empty();
    }
  }
}
