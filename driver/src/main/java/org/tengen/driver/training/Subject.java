package org.tengen.driver.training;

import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.network.Trainee;
import org.tengen.driver.run.RunFolder;

/** What a training is about: samples of some kind, and a network that learns from them. */
public sealed interface Subject permits TextSubject, GameSubject {
  /** The network's name in the descriptions of trainings. */
  String label();

  /** Where the samples come from, as it was set. */
  String source();

  /** The setting that names it, e.g. {@code corpus}. */
  String key();

  /**
   * The largest network that the settings allow.
   *
   * @param seed the run's
   */
  Trainee largest(long seed);

  /**
   * Reads the samples of trainings with these settings.
   *
   * @param folder the run's, which keeps what is learned beside the network
   * @throws org.tengen.corpus.CorpusException with one line for samples that cannot be used
   */
  TrainingData prepare(JavaSparkContext spark, TrainingSettings settings, RunFolder folder);
}
