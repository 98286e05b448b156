package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.Nesterov}. State: the velocity. */
record NesterovOptimiser(float mu) implements Optimiser {
  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] gradient = step.gradient();
    float[] v = step.state()[0];
    float scale = step.scale();
    float rate = step.rate();
    float keep = mu;
    float ahead = 1 + mu;
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      float before = keep * v[i];
      float next = before - rate * (scale * gradient[i]);
      v[i] = next;
      to[i] = from[i] - (before - ahead * next);
    }
  }
}
