package org.tengen.models.word2vec;

/** How far counts are from what was expected: Pearson's statistic. */
final class ChiSquare {
  private ChiSquare() {}

  /** Sum of (seen - expected)^2 / expected, with the shares scaled to the number seen. */
  static double of(long[] seen, double[] shares) {
    double total = 0;
    double sum = 0;
    for (int i = 0; i < seen.length; i++) {
      total += seen[i];
      sum += shares[i];
    }
    double statistic = 0;
    for (int i = 0; i < seen.length; i++) {
      double expected = shares[i] / sum * total;
      statistic += (seen[i] - expected) * (seen[i] - expected) / expected;
    }
    return statistic;
  }
}
