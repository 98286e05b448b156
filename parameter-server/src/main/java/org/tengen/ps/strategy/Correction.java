package org.tengen.ps.strategy;

import java.io.Serializable;

/** How a stale gradient is corrected: the fourth of the four choices. */
public sealed interface Correction extends Serializable {

  /** What the rate of an update by a push of {@code staleness} updates is multiplied by. */
  double rateFactor(long staleness);

  /** Not at all. */
  record None() implements Correction {
    @Override
    public double rateFactor(long staleness) {
      return 1;
    }
  }

  /**
   * The rate is divided by max(1, staleness) (lr/tau; Zhang et al. 2016). The rate and not the
   * gradient, since optimisers that normalise gradients would undo a scale.
   */
  record OverStaleness() implements Correction {
    @Override
    public double rateFactor(long staleness) {
      return 1.0 / Math.max(1, staleness);
    }
  }
}
