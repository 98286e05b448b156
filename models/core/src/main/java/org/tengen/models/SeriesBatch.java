package org.tengen.models;

/**
 * The next chunk of several texts that are read side by side: words, and the word that follows
 * each.
 *
 * <p>All arrays of words are time-major, {@code [steps][series]}: the first words of all series,
 * then the second. Series {@code s} of a batch goes on where series {@code s} of the batch before
 * ended, unless it is fresh.
 *
 * @param series texts side by side
 * @param words ids of what is read
 * @param targets ids of what should be said, or {@link #NOTHING}
 * @param fresh for each series whether a text begins here
 */
public record SeriesBatch(int series, int[] words, int[] targets, boolean[] fresh)
    implements Batch {
  /** The target of a position that asks for no word, such as one behind a text's end. */
  public static final int NOTHING = -1;

  public SeriesBatch {
    if (series < 1 || words.length == 0 || words.length % series != 0) {
      throw new IllegalArgumentException(
          words.length + " words in " + series + " series: expected as many in each, 1 or more");
    }
    if (targets.length != words.length) {
      throw new IllegalArgumentException(
          targets.length + " targets: expected one for each of " + words.length + " words");
    }
    if (fresh.length != series) {
      throw new IllegalArgumentException(
          fresh.length + " marks of fresh series: expected " + series);
    }
  }

  /** Words of each series. */
  public int steps() {
    return words.length / series;
  }

  /** The number of words that are asked for. */
  @Override
  public int samples() {
    int samples = 0;
    for (int target : targets) {
      samples += target == NOTHING ? 0 : 1;
    }
    return samples;
  }
}
