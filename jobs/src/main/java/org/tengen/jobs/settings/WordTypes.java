package org.tengen.jobs.settings;

import java.util.List;
import org.apache.spark.SparkConf;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.training.WordSettings;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.worker.Straggler;

/** The values of {@code train word2vec} as the driver takes them. */
public final class WordTypes {
  /** More have no room for their names. */
  private static final int MOST_PICTURED = 200;

  private WordTypes() {}

  /**
   * The training, where the server listens at Spark's own host unless it was said otherwise.
   *
   * @throws WrongSetting for values that do not go together
   */
  public static WordSettings settings(Values values, SparkConf spark) {
    int workers = values.get(Catalogue.WORKERS);
    Straggler straggler = values.get(Catalogue.STRAGGLER);
    if (straggler.highestLane() >= workers) {
      throw new WrongSetting(
          "straggler=%s: there is no worker %d; expected 0 to %d, as workers=%d (%s)"
              .formatted(
                  straggler,
                  straggler.highestLane(),
                  workers - 1,
                  workers,
                  values.origin(Catalogue.STRAGGLER)));
    }
    int minCount = values.get(WordCatalogue.MIN_COUNT);
    int words = values.get(WordCatalogue.VOCABULARY);
    return new WordSettings(
        CorpusCatalogue.text(values, minCount, words + Vocabulary.SPECIALS, 0),
        model(values, minCount),
        new WordSettings.Lanes(
            workers,
            values.get(Catalogue.SHARDS),
            values.get(WordCatalogue.STRATEGY),
            straggler,
            values.get(WordCatalogue.BLOCK)),
        new WordSettings.Keeping(
            values.get(Catalogue.CHECKPOINT_EVERY).orElse(0L),
            values.get(Catalogue.KEEP_CHECKPOINTS),
            values.get(WordCatalogue.FORMAT),
            picture(values)),
        new TypedSettings(values).wire(spark),
        values.get(Catalogue.SEED));
  }

  private static List<String> picture(Values values) {
    List<String> words = values.get(WordCatalogue.PICTURE).orElse(List.of());
    if (words.size() == 1 || words.size() == 2 || words.size() > MOST_PICTURED) {
      throw new WrongSetting(
          "picture=%s: %d words; expected 3 to %d (%s)"
              .formatted(
                  String.join(",", words),
                  words.size(),
                  MOST_PICTURED,
                  values.origin(WordCatalogue.PICTURE)));
    }
    return words;
  }

  private static Word2VecSettings model(Values values, int minCount) {
    requireTogether(values);
    return new Word2VecSettings(
        values.get(WordCatalogue.VECTOR_SIZE),
        values.get(WordCatalogue.WINDOW),
        minCount,
        values.get(WordCatalogue.SG),
        values.get(WordCatalogue.HS),
        values.get(WordCatalogue.NEGATIVE),
        values.get(WordCatalogue.NS_EXPONENT),
        values.get(WordCatalogue.SAMPLE),
        values.get(WordCatalogue.ALPHA),
        values.get(WordCatalogue.MIN_ALPHA),
        values.get(WordCatalogue.CBOW_MEAN),
        values.get(WordCatalogue.EPOCHS));
  }

  private static void requireTogether(Values values) {
    int negative = values.get(WordCatalogue.NEGATIVE);
    boolean hs = values.get(WordCatalogue.HS);
    if (hs == (negative > 0)) {
      throw new WrongSetting(
          "negative=%d, hs=%s: expected %s (%s)"
              .formatted(
                  negative,
                  values.text(WordCatalogue.HS),
                  hs
                      ? "negative=0, as hierarchical softmax takes the place of noise words"
                      : "negative=1 or more, or hs=on",
                  values.origin(hs ? WordCatalogue.HS : WordCatalogue.NEGATIVE)));
    }
    double alpha = values.get(WordCatalogue.ALPHA);
    if (values.get(WordCatalogue.MIN_ALPHA) > alpha) {
      throw new WrongSetting(
          "min-alpha=%s: expected at most alpha=%s (%s)"
              .formatted(
                  values.text(WordCatalogue.MIN_ALPHA),
                  values.text(WordCatalogue.ALPHA),
                  values.origin(WordCatalogue.MIN_ALPHA)));
    }
  }
}
