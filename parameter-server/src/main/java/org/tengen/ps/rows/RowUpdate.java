package org.tengen.ps.rows;

import org.tengen.ps.optimiser.OptimiserSettings;

/** Which optimisers rows take: those that leave a row as it is that no push has touched. */
enum RowUpdate {
  /** w -= rate * g. */
  SGD(false),
  /** h += g^2; w -= rate * g / (sqrt(h) + epsilon). */
  ADAGRAD(true),
  /** w += g, whatever the rate: what lanes have computed themselves. */
  ADDED(false);

  private final boolean hasState;

  RowUpdate(boolean hasState) {
    this.hasState = hasState;
  }

  /**
   * How much one update moves.
   *
   * @param scale makes the mean gradient of a sum
   * @param update the number of updates before it
   */
  record Rate(float scale, float rate, long update) {}

  /** Whether each float of a row has one of state, 0 in the beginning. */
  boolean hasState() {
    return hasState;
  }

  /**
   * The update of an optimiser.
   *
   * @throws IllegalArgumentException if it would move rows that no push touches
   */
  static RowUpdate of(OptimiserSettings optimiser) {
    if (optimiser instanceof OptimiserSettings.Sgd) {
      return SGD;
    } else if (optimiser instanceof OptimiserSettings.Adagrad) {
      return ADAGRAD;
    } else if (optimiser instanceof OptimiserSettings.Added) {
      return ADDED;
    }
    throw new IllegalArgumentException(
        "optimiser="
            + optimiser
            + ": rows take sgd or adagrad; the others move every row at every update, also those"
            + " that no push has touched");
  }
}
