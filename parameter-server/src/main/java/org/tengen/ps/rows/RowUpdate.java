package org.tengen.ps.rows;

import org.tengen.ps.optimiser.OptimiserSettings;

/**
 * What a push does to a row: element for element the arithmetic of the dense optimisers. Each loop
 * takes its constants into locals and reads an element before it writes one, so that the JIT makes
 * vector instructions of it.
 */
enum RowUpdate {
  /** w -= rate * g. */
  SGD(false) {
    @Override
    void apply(float[] weights, float[] state, int w, float[] sum, int g, int width, Rate rate) {
      float scale = rate.scale();
      float step = rate.rate();
      for (int i = 0; i < width; i++) {
        weights[w + i] -= step * (scale * sum[g + i]);
      }
    }
  },

  /** h += g^2; w -= rate * g / (sqrt(h) + epsilon). */
  ADAGRAD(true) {
    @Override
    void apply(float[] weights, float[] state, int w, float[] sum, int g, int width, Rate rate) {
      float scale = rate.scale();
      float step = rate.rate();
      float floor = rate.epsilon();
      for (int i = 0; i < width; i++) {
        float weight = weights[w + i];
        float gradient = scale * sum[g + i];
        float history = state[w + i] + gradient * gradient;
        weights[w + i] = weight - step * gradient / ((float) Math.sqrt(history) + floor);
        state[w + i] = history;
      }
    }
  },

  /** w += g, whatever the rate: what lanes have computed themselves. */
  ADDED(false) {
    @Override
    void apply(float[] weights, float[] state, int w, float[] sum, int g, int width, Rate rate) {
      float scale = rate.scale();
      for (int i = 0; i < width; i++) {
        weights[w + i] += scale * sum[g + i];
      }
    }
  };

  private final boolean hasState;

  RowUpdate(boolean hasState) {
    this.hasState = hasState;
  }

  /**
   * How much one update moves.
   *
   * @param scale makes the mean gradient of a sum
   * @param epsilon Adagrad's
   */
  record Rate(float scale, float rate, float epsilon) {}

  /** Whether each float of a row has one of state, 0 in the beginning. */
  boolean hasState() {
    return hasState;
  }

  /**
   * One row.
   *
   * @param weights its block
   * @param state its block's state; empty where there is none
   * @param w where in the block it begins
   * @param g where in {@code sum} its gradient begins
   */
  abstract void apply(
      float[] weights, float[] state, int w, float[] sum, int g, int width, Rate rate);

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

  /** Adagrad's epsilon; 0 of others. */
  static float epsilon(OptimiserSettings optimiser) {
    return optimiser instanceof OptimiserSettings.Adagrad adagrad ? (float) adagrad.epsilon() : 0;
  }
}
