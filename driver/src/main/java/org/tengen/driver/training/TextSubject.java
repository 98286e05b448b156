package org.tengen.driver.training;

import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.driver.network.TextNetwork;
import org.tengen.driver.network.Trainee;
import org.tengen.driver.run.RunFolder;

/** A text, and a network that predicts its words. */
public record TextSubject(TrainingSettings.Text text, TextNetwork network) implements Subject {
  /**
   * That of a training on text.
   *
   * @throws IllegalArgumentException if it is on something else
   */
  public static TextSubject of(TrainingSettings settings) {
    if (settings.subject() instanceof TextSubject subject) {
      return subject;
    }
    throw new IllegalArgumentException(
        settings.subject().label() + " is not trained on text; expected a network that is");
  }

  @Override
  public String label() {
    return network.label();
  }

  @Override
  public String source() {
    return text.corpus();
  }

  @Override
  public String key() {
    return "corpus";
  }

  /**
   * The network, for a corpus with so many words.
   *
   * @param seed the run's
   */
  public SizedNetwork<?> sized(int vocabulary, long seed) {
    return network.sized(vocabulary, seed);
  }

  /** For a corpus whose vocabulary is full. */
  @Override
  public Trainee largest(long seed) {
    return sized(text.maxVocabulary(), seed);
  }

  @Override
  public TrainingData prepare(JavaSparkContext spark, TrainingSettings settings, RunFolder folder) {
    return TextData.prepare(spark, settings, new RunTokenizer(folder, spark.hadoopConfiguration()));
  }
}
