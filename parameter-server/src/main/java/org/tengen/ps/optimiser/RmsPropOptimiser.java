package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.RmsProp}. State: the running mean of squares. */
record RmsPropOptimiser(float decay, float epsilon) implements Optimiser {
  @Override
  public int stateArrays() {
    return 1;
  }

  @Override
  public void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] gradient = step.gradient();
    float[] square = step.state()[0];
    float scale = step.scale();
    float rate = step.rate();
    float keep = decay;
    float take = 1 - decay;
    float floor = epsilon;
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      float g = scale * gradient[i];
      float s = keep * square[i] + take * (g * g);
      square[i] = s;
      to[i] = from[i] - rate * g / ((float) Math.sqrt(s) + floor);
    }
  }
}
