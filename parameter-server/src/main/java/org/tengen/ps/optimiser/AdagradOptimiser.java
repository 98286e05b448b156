package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.Adagrad}. State: the sum of squares. */
record AdagradOptimiser(float epsilon) implements Optimiser {
  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] gradient = step.gradient();
    float[] history = step.state()[0];
    float scale = step.scale();
    float rate = step.rate();
    float floor = epsilon;
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      float g = scale * gradient[i];
      float h = history[i] + g * g;
      history[i] = h;
      to[i] = from[i] - rate * g / ((float) Math.sqrt(h) + floor);
    }
  }
}
