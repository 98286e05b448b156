package org.tengen.jobs.settings;

import static org.tengen.jobs.settings.JobName.TRAIN_NEXT_WORD;
import static org.tengen.jobs.settings.JobName.TRAIN_WORD2VEC;
import static org.tengen.jobs.settings.Section.DATA;
import static org.tengen.jobs.settings.Section.KEEPING;
import static org.tengen.jobs.settings.Section.LEARNING;
import static org.tengen.jobs.settings.Section.RUN;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.tengen.driver.vectors.VectorFormat;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.strategy.Strategy;

/**
 * The settings of {@code train word2vec}: gensim's, by the same names with dashes, and which of
 * {@code train next-word}'s it has too. A part of the {@link Catalogue}.
 */
final class WordCatalogue {
  static final List<Setting<?>> ALL = new ArrayList<>();

  /** What is the same for the next-word network. */
  private static final Set<String> SHARED =
      Set.of(
          "corpus",
          "workers",
          "straggler",
          "seed",
          "out",
          "tokenizer",
          "corpus-format",
          "corpus-field",
          "bad-records",
          "merges",
          "dealing",
          "shards",
          "checkpoint-every",
          "keep-checkpoints",
          "page-port",
          "master",
          "placement",
          "servers",
          "secret-file",
          "transport",
          "tls-certificate",
          "tls-key",
          "tls-authority",
          "ps-port",
          "bind",
          "advertise",
          "start-deadline",
          "deadline");

  static final Setting<Strategy> STRATEGY =
      a(
              "strategy",
              Kind.syntax("STRATEGY", "bsp, ssp:SLACK or asp", WordCatalogue::strategy),
              "asp")
          .in(
              RUN,
              "When a worker may read: what workers push is how rows have changed, and the server adds"
                  + " it; docs/word-vectors.md.");

  static final Setting<Integer> EPOCHS =
      a("epochs", Kind.whole(1, 1_000_000), "5").in(RUN, "Times that the text is gone through.");

  static final Setting<Integer> VECTOR_SIZE =
      a("vector-size", Kind.whole(1, 65_536), "100").in(DATA, "Floats of a vector.");

  static final Setting<Boolean> SG =
      a("sg", Kind.SWITCH, "off").in(DATA, "on is skip-gram, off continuous bag of words (CBOW).");

  static final Setting<Integer> WINDOW =
      a("window", Kind.whole(1, 1000), "5")
          .in(DATA, "Words on either side of a word that are its context at most.");

  static final Setting<Boolean> CBOW_MEAN =
      a("cbow-mean", Kind.SWITCH, "on")
          .in(DATA, "CBOW takes the mean of its context; off takes the sum.");

  static final Setting<Integer> MIN_COUNT =
      a("min-count", Kind.whole(1, 1_000_000), "5")
          .in(DATA, "A word that gets a vector occurs at least this often.");

  static final Setting<Integer> VOCABULARY =
      a("vocabulary", Kind.whole(2, 10_000_000), "1000000")
          .in(DATA, "At most this many words get vectors: the most frequent.");

  static final Setting<Integer> NEGATIVE =
      a("negative", Kind.whole(0, 1000), "5").in(LEARNING, "Noise words for each word; 0 with hs.");

  static final Setting<Boolean> HS =
      a("hs", Kind.SWITCH, "off").in(LEARNING, "on is hierarchical softmax, with negative=0.");

  static final Setting<Double> NS_EXPONENT =
      a("ns-exponent", number(-10, 10), "0.75")
          .in(LEARNING, "The power of its count with which a word is drawn as noise.");

  static final Setting<Double> SAMPLE =
      a("sample", number(0, 0.999999), "0.001")
          .in(LEARNING, "The share of the text above which a word is thinned out; 0 thins none.");

  static final Setting<Double> ALPHA =
      a("alpha", Kind.above("0", "10"), "0.025").in(LEARNING, "The learning rate at the start.");

  static final Setting<Double> MIN_ALPHA =
      a("min-alpha", number(0, 10), "0.0001")
          .in(
              LEARNING,
              "The learning rate at the end, to which it falls linearly with the progress of all"
                  + " workers.");

  static final Setting<Integer> BLOCK =
      a("block", Kind.whole(2, 10_000_000), "16384")
          .in(
              LEARNING,
              "Tokens of the text between a worker's pull and its push: more are fewer bytes, and"
                  + " staler rows.");

  static final Setting<VectorFormat> FORMAT =
      a(
              "format",
              Kind.choice("text", "binary", "parquet")
                  .as(word -> VectorFormat.valueOf(word.toUpperCase(Locale.ROOT))),
              "text")
          .free()
          .in(
              KEEPING,
              "Of the file of vectors: word2vec's text or binary format, as gensim reads them, or a table"
                  + " of words and lists of float32 in Parquet, as Spark reads it.");

  static final Setting<Optional<List<String>>> PICTURE =
      a("picture", Kind.text("WORD", "a word").list().orNone(), "none")
          .example("king,queen,man,woman")
          .free()
          .in(
              KEEPING,
              "Words, three or more, that the report shows in the plane in which their directions differ"
                  + " most.");

  private WordCatalogue() {}

  /** Who has a setting, which {@code train word2vec} shares or not. */
  static Set<JobName> joined(String key, Set<JobName> jobs) {
    if (!jobs.contains(TRAIN_NEXT_WORD) || !SHARED.contains(key)) {
      return jobs;
    }
    Set<JobName> more = EnumSet.copyOf(jobs);
    more.add(TRAIN_WORD2VEC);
    return more;
  }

  /** Changes that lanes have made are added one after the other, or all of a clock. */
  private static Strategy strategy(String text) {
    Strategy strategy = Strategy.parse(text);
    boolean added =
        strategy.gathering() instanceof Gathering.Each
            || strategy.gathering() instanceof Gathering.WholeClock;
    boolean plain = strategy.correction() instanceof Correction.None;
    if (!added || !plain || strategy.sent().fromOwnWeights()) {
      throw new IllegalArgumentException();
    }
    return strategy;
  }

  private static Kind<Double> number(double least, double most) {
    return Kind.syntax(
        "X",
        "a number from " + text(least) + " to " + text(most),
        text -> {
          double value = new BigDecimal(text).doubleValue();
          if (value < least || value > most) {
            throw new IllegalArgumentException();
          }
          return value;
        });
  }

  private static String text(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }

  private static <T> Declaration<T> a(String key, Kind<T> kind, String fallback) {
    return new Declaration<>(ALL, key, kind, fallback).of(TRAIN_WORD2VEC);
  }
}
