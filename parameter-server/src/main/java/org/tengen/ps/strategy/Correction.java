package org.tengen.ps.strategy;

import java.io.Serializable;

/** How a stale gradient is corrected: the fourth of the four choices. */
public sealed interface Correction extends Serializable {

  /** What the mean gradient of a push that is {@code staleness} updates stale is scaled by. */
  double factor(long staleness);

  /** Not at all. */
  record None() implements Correction {
    @Override
    public double factor(long staleness) {
      return 1;
    }
  }

  /** Scaled by 1 / max(1, staleness) (lr/tau; Zhang et al. 2016). */
  record OverStaleness() implements Correction {
    @Override
    public double factor(long staleness) {
      return 1.0 / Math.max(1, staleness);
    }
  }
}
