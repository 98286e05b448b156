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
 * @param before ids of what is read before the chunk for what the layers then carry, at the same
 *     parameters, whole chunks of as many steps; nothing is asked for there, no gradient flows back
 *     into it, and a step drops nothing from it. With it all series are fresh
 * @param words ids of what is read
 * @param targets ids of what should be said, or {@link #NOTHING}
 * @param fresh for each series whether nothing is carried into what is read here
 */
public record SeriesBatch(int series, int[] before, int[] words, int[] targets, boolean[] fresh)
    implements Batch {
  /** The target of a position that asks for no word, such as one behind a text's end. */
  public static final int NOTHING = -1;

  /** Checks that lengths fit. */
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
    if (before.length % words.length != 0) {
      throw new IllegalArgumentException(
          before.length + " words before: expected whole chunks of " + words.length);
    }
    if (before.length > 0 && goesOn(fresh)) {
      throw new IllegalArgumentException(
          "words before a series that goes on: expected fresh series, which are read again");
    }
  }

  /** A chunk with nothing to read before it. */
  public SeriesBatch(int series, int[] words, int[] targets, boolean[] fresh) {
    this(series, new int[0], words, targets, fresh);
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

  @Override
  public boolean goesOn() {
    return goesOn(fresh);
  }

  private static boolean goesOn(boolean[] fresh) {
    for (boolean each : fresh) {
      if (!each) {
        return true;
      }
    }
    return false;
  }
}
