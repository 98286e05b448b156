package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.Added}. */
record AddedOptimiser() implements Optimiser {
  @Override
  public void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] change = step.gradient();
    float scale = step.scale();
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      to[i] = from[i] + scale * change[i];
    }
  }
}
