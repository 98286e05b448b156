package org.tengen.ps.optimiser;

import org.tengen.ps.table.Range;

/** See {@link OptimiserSettings.Sgd}. */
record SgdOptimiser() implements Optimiser {
  @Override
  public int stateArrays() {
    return 0;
  }

  @Override
  public void step(
      float[] from,
      float[] to,
      float[] gradient,
      float scale,
      float[][] state,
      Range range,
      float rate,
      long update) {
    int end = range.to();
    for (int i = range.from(); i < end; i++) {
      to[i] = from[i] - rate * (scale * gradient[i]);
    }
  }
}
