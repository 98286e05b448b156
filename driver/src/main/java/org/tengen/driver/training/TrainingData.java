package org.tengen.driver.training;

import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.text.Skipped;
import org.tengen.driver.launch.Launch;
import org.tengen.driver.run.RunFolder;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.divergence.LossWatch;

/** What trainings of one comparison share: samples dealt out to lanes, and the network. */
public sealed interface TrainingData permits TextData, GameData {
  /** The samples of an epoch. */
  long trainingSamples();

  /** What one reaches who knows nothing. */
  LossWatch.Best guessing();

  /** An evaluation on the validation split, with a replica of its own; the caller closes it. */
  Evaluation<?> evaluation();

  /**
   * The lanes, ready to be launched.
   *
   * @param batch samples of a step
   * @param loop what their loops are told
   */
  Launch<?> launch(
      JavaSparkContext spark, Launch.Settings settings, int batch, TrainingLoop.Settings loop);

  /** The records that could not be used. */
  Skipped skipped();

  /** What the frequencies of words alone reach; null where there are no words. */
  @Nullable Double unigramPerplexity();

  /** What is known of a training's workers, and of what its figures are. */
  Map<String, String> facts(Map<String, String> workers);

  /** Writes what a training in {@code own} is to keep beside its checkpoints. */
  void begin(RunFolder own);

  /**
   * Writes what is made of the weights in {@code own} of a training that has ended.
   *
   * @param blank what the result says beside the figures
   */
  void end(RunFolder own, StrategyRun figures, RunResult blank);
}
