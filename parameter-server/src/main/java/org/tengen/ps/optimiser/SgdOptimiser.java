package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.Sgd}. */
record SgdOptimiser() implements Optimiser {
  @Override
  public void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] gradient = step.gradient();
    float scale = step.scale();
    float rate = step.rate();
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      to[i] = from[i] - rate * (scale * gradient[i]);
    }
  }
}
