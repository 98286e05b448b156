package org.tengen.ps.strategy;

import java.io.Serializable;

/** How a stale gradient is corrected: the fourth of the four choices. */
public sealed interface Correction extends Serializable {

  /** What the rate of an update by a push of {@code staleness} updates is multiplied by. */
  default double rateFactor(long staleness) {
    return 1;
  }

  /** Whether the weights that a gradient was computed on are kept until it comes. */
  default boolean keepsPulled() {
    return false;
  }

  /** How many floats of state a weight has beside the optimiser's. */
  default int stateArrays() {
    return 0;
  }

  /**
   * Changes a gradient as if it had been computed on other weights, from position {@code from} to
   * before {@code to}; only where {@link #keepsPulled}.
   *
   * @param sum the gradient's sum over {@code samples}, changed in place
   * @param now the weights that it will be applied to
   * @param pulled the weights that it was computed on
   * @param state {@link #stateArrays} arrays, changed in place; 0 in the beginning
   */
  default void compensate(
      float[] sum, long samples, float[] now, float[] pulled, float[][] state, int from, int to) {}

  /** Not at all. */
  record None() implements Correction {}

  /**
   * The rate is divided by max(1, staleness) (lr/tau; Zhang, Gupta, Lian and Liu 2016). The rate
   * and not the gradient, since optimisers that normalise gradients would undo a scale.
   */
  record OverStaleness() implements Correction {
    @Override
    public double rateFactor(long staleness) {
      return 1.0 / Math.max(1, staleness);
    }
  }

  /**
   * Delay compensation with an adaptive factor (DC-ASGD-a; Zheng, Meng, Wang, Chen, Yu, Ma and Liu
   * 2017): g + lambda / sqrt(v + 1e-7) * g * g * (now - pulled), where v = m v + (1 - m) g * g. The
   * product stands for the Hessian's diagonal in the first term of a Taylor series.
   *
   * @param lambda how much is compensated; the paper's lambda_0, 2 in its experiments
   * @param m how slowly v forgets, at least 0 and less than 1; 0.95 in its experiments
   */
  record DelayCompensation(double lambda, double m) implements Correction {
    static final double LAMBDA = 2;
    static final double M = 0.95;
    private static final float EPSILON = 1e-7f;

    public DelayCompensation {
      if (!(lambda > 0 && lambda < Float.POSITIVE_INFINITY) || !(m >= 0 && m < 1)) {
        throw new IllegalArgumentException(
            "strategy=asp:dc:"
                + lambda
                + ":"
                + m
                + ": expected a lambda over 0 and an m of at least 0 and less than 1, e.g."
                + " asp:dc:2:0.95");
      }
    }

    @Override
    public boolean keepsPulled() {
      return true;
    }

    @Override
    public int stateArrays() {
      return 1;
    }

    @Override
    public void compensate(
        float[] sum, long samples, float[] now, float[] pulled, float[][] state, int from, int to) {
      float[] v = state[0];
      float keep = (float) m;
      float take = (float) (1 - m);
      float mean = 1f / samples;
      float factor = (float) (lambda * samples);
      for (int i = from; i < to; i++) {
        float g = mean * sum[i];
        float square = g * g;
        float v1 = keep * v[i] + take * square;
        v[i] = v1;
        sum[i] += factor / (float) Math.sqrt(v1 + EPSILON) * square * (now[i] - pulled[i]);
      }
    }
  }
}
