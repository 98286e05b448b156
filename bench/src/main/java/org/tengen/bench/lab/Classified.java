package org.tengen.bench.lab;

import java.util.Locale;

/**
 * What a training of a classifier came to.
 *
 * @param percent of the test examples that are classified rightly
 * @param leastVariance of all running variances at all evaluations
 */
record Classified(double percent, float leastVariance, long updates, double staleness) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%.2f %%, least variance %.3g, %d updates, staleness %.2f",
        percent,
        leastVariance,
        updates,
        staleness);
  }
}
