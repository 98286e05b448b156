package org.tengen.models.word2vec;

/**
 * Draws words with chances in proportion to a power of their counts, at the cost of one place in
 * memory a draw: an alias table (Walker 1977; built as by Vose 1991).
 */
final class NoiseWords {
  private static final double UNIT = 0x1p32;

  /**
   * By slot: above, the chance of the slot's own word in units of 2^-32; below, the word that has
   * the rest.
   */
  private final long[] slots;

  NoiseWords(WordCounts words, double exponent) {
    int size = words.size();
    double[] shares = new double[size];
    double sum = 0;
    for (int word = 0; word < size; word++) {
      shares[word] = Math.pow((double) words.count(word), exponent);
      sum += shares[word];
    }
    for (int word = 0; word < size; word++) {
      shares[word] *= size / sum;
    }
    slots = pair(shares);
  }

  /** Fills each slot of a share below 1 up with a word that has more than 1. */
  private static long[] pair(double[] shares) {
    int size = shares.length;
    long[] slots = new long[size];
    int[] waiting = new int[size]; // small ones from the left, large ones from the right
    int small = 0;
    int large = size;
    for (int word = size - 1; word >= 0; word--) {
      if (shares[word] < 1) {
        waiting[small++] = word;
      } else {
        waiting[--large] = word;
      }
    }
    while (small > 0 && large < size) {
      int little = waiting[--small];
      int much = waiting[large];
      slots[little] = (long) (shares[little] * UNIT) << 32 | much;
      shares[much] -= 1 - shares[little];
      if (shares[much] < 1) {
        large++;
        waiting[small++] = much;
      }
    }
    // what is left differs from 1 by rounding alone
    while (small > 0) {
      int word = waiting[--small];
      slots[word] = word;
    }
    for (; large < size; large++) {
      slots[waiting[large]] = waiting[large];
    }
    return slots;
  }

  int draw(RandomStream random) {
    long bits = random.next();
    int slot = (int) (((bits >>> 32) * slots.length) >>> 32);
    long entry = slots[slot];
    return (bits & 0xFFFFFFFFL) < entry >>> 32 ? slot : (int) entry;
  }
}
