package org.tengen.ps.optimiser;

import org.tengen.ps.table.Range;

/** See {@link OptimiserSettings.Nesterov}. */
record NesterovOptimiser(float mu) implements Optimiser {
  @Override
  public int stateArrays() {
    return 1;
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
    float[] v = state[0];
    float keep = mu;
    float ahead = 1 + mu;
    int end = range.to();
    for (int i = range.from(); i < end; i++) {
      float before = keep * v[i];
      float next = before - rate * (scale * gradient[i]);
      v[i] = next;
      to[i] = from[i] - (before - ahead * next);
    }
  }
}
