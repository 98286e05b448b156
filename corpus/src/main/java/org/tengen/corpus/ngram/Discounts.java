package org.tengen.corpus.ngram;

/**
 * What is taken off a count, by whether it is one, two, or three and more (Chen and Goodman 1999,
 * equation 26).
 */
record Discounts(double one, double two, double more) {
  /** For tables with too few n-grams to estimate from. */
  static final Discounts FALLBACK = new Discounts(0.5, 1.0, 1.5);

  /** The discounts that fit the counts of a table; the fallback when one to four is missing. */
  static Discounts of(GramTable table) {
    long[] grams = new long[5];
    for (int gram = 0; gram < table.size(); gram++) {
      int count = table.count(gram);
      if (count <= 4) {
        grams[count]++;
      }
    }
    if (grams[1] == 0 || grams[2] == 0 || grams[3] == 0 || grams[4] == 0) {
      return FALLBACK;
    }
    double y = grams[1] / (grams[1] + 2.0 * grams[2]);
    Discounts fitted =
        new Discounts(
            1 - 2 * y * grams[2] / grams[1],
            2 - 3 * y * grams[3] / grams[2],
            3 - 4 * y * grams[4] / grams[3]);
    return fitted.one >= 0 && fitted.two >= 0 && fitted.more >= 0 ? fitted : FALLBACK;
  }

  /** What is taken off {@code count}; nothing off nothing, never more than there is. */
  double of(int count) {
    return switch (count) {
      case 0 -> 0;
      case 1 -> one;
      case 2 -> two;
      default -> more;
    };
  }
}
