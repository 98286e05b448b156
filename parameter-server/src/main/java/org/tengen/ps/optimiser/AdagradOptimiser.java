package org.tengen.ps.optimiser;

import org.tengen.ps.table.Range;

/** See {@link OptimiserSettings.Adagrad}. */
record AdagradOptimiser(float epsilon) implements Optimiser {
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
    float[] history = state[0];
    float floor = epsilon;
    int end = range.to();
    for (int i = range.from(); i < end; i++) {
      float g = scale * gradient[i];
      float h = history[i] + g * g;
      history[i] = h;
      to[i] = from[i] - rate * g / ((float) Math.sqrt(h) + floor);
    }
  }
}
