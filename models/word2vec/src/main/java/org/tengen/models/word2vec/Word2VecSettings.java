package org.tengen.models.word2vec;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What decides word vectors, beside text and seed. Names, meanings and defaults are gensim's.
 *
 * @param vectorSize floats of a vector, 1 to 65,536
 * @param window words on either side of a word that are its context at most
 * @param minCount the least count of a word that gets a vector
 * @param sg skip-gram; otherwise continuous bag of words
 * @param hs hierarchical softmax; otherwise negative sampling
 * @param negative noise words for each word, 1 or more; 0 with {@code hs}
 * @param nsExponent the power of its count with which a word is drawn as noise
 * @param sample the share of the text above which a word is thinned out; 0 thins none
 * @param alpha the learning rate at the start
 * @param minAlpha the learning rate at the end; it falls by equal steps
 * @param cbowMean CBOW takes the mean of its context; otherwise the sum
 * @param epochs times that the text is gone through
 */
public record Word2VecSettings(
    int vectorSize,
    int window,
    int minCount,
    boolean sg,
    boolean hs,
    int negative,
    double nsExponent,
    double sample,
    double alpha,
    double minAlpha,
    boolean cbowMean,
    int epochs)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Map<String, String> DEFAULTS = defaultOptions();

  /** Checks every value. */
  public Word2VecSettings {
    require(vectorSize >= 1 && vectorSize <= 65_536, "vector_size", vectorSize, "1 to 65536");
    require(window >= 1 && window <= 1000, "window", window, "1 to 1000");
    require(minCount >= 1, "min_count", minCount, "1 or more");
    require(negative >= 0 && negative <= 1000, "negative", negative, "0 to 1000");
    require(hs || negative > 0, "negative", negative, "1 or more, or hs=1");
    require(!hs || negative == 0, "negative", negative, "0, as hs=1 takes the place of noise");
    require(Math.abs(nsExponent) <= 10, "ns_exponent", nsExponent, "-10 to 10, e.g. 0.75");
    require(sample >= 0 && sample < 1, "sample", sample, "0 or more and below 1, e.g. 0.001");
    require(alpha > 0 && alpha <= 10, "alpha", alpha, "more than 0 and at most 10, e.g. 0.025");
    require(minAlpha >= 0 && minAlpha <= alpha, "min_alpha", minAlpha, "0 to alpha=" + alpha);
    require(epochs >= 1, "epochs", epochs, "1 or more");
  }

  private static void require(boolean holds, String option, Object value, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(option + "=" + value + ": expected " + expected);
    }
  }

  private static Map<String, String> defaultOptions() {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("vector_size", "100");
    options.put("window", "5");
    options.put("min_count", "5");
    options.put("sg", "0");
    options.put("hs", "0");
    options.put("negative", "5");
    options.put("ns_exponent", "0.75");
    options.put("sample", "0.001");
    options.put("alpha", "0.025");
    options.put("min_alpha", "0.0001");
    options.put("cbow_mean", "1");
    options.put("epochs", "5");
    return options;
  }

  /** All defaults. */
  public static Word2VecSettings defaults() {
    return of(Map.of());
  }

  /**
   * The settings of {@code options}, by gensim's names; what is not named has its default.
   *
   * @throws IllegalArgumentException if an option is unknown or its value out of range: one line
   */
  public static Word2VecSettings of(Map<String, String> options) {
    Map<String, String> all = new LinkedHashMap<>(DEFAULTS);
    options.forEach(
        (name, value) -> {
          require(all.containsKey(name), name, value, "one of " + String.join(", ", all.keySet()));
          all.put(name, value);
        });
    return new Word2VecSettings(
        whole(all, "vector_size"),
        whole(all, "window"),
        whole(all, "min_count"),
        flag(all, "sg"),
        flag(all, "hs"),
        whole(all, "negative"),
        number(all, "ns_exponent"),
        number(all, "sample"),
        number(all, "alpha"),
        number(all, "min_alpha"),
        flag(all, "cbow_mean"),
        whole(all, "epochs"));
  }

  private static String text(Map<String, String> options, String name) {
    return options.getOrDefault(name, "");
  }

  private static int whole(Map<String, String> options, String name) {
    try {
      return Integer.parseInt(text(options, name));
    } catch (NumberFormatException e) {
      throw wrong(name, text(options, name), "a whole number, e.g. " + DEFAULTS.get(name), e);
    }
  }

  private static double number(Map<String, String> options, String name) {
    try {
      return Double.parseDouble(text(options, name));
    } catch (NumberFormatException e) {
      throw wrong(name, text(options, name), "a number, e.g. " + DEFAULTS.get(name), e);
    }
  }

  private static boolean flag(Map<String, String> options, String name) {
    String value = text(options, name);
    require(value.equals("0") || value.equals("1"), name, value, "0 or 1");
    return value.equals("1");
  }

  private static IllegalArgumentException wrong(
      String option, String value, String expected, NumberFormatException cause) {
    return new IllegalArgumentException(option + "=" + value + ": expected " + expected, cause);
  }
}
