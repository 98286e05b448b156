package org.tengen.ps.optimiser;

/**
 * See {@link OptimiserSettings.Adam} and {@link OptimiserSettings.AdamW}, whose {@code decay} is 0
 * in the former. State: the first moment, then the second.
 */
record AdamOptimiser(double beta1, double beta2, double epsilon, double decay)
    implements Optimiser {
  @Override
  public int stateArrays() {
    return 2;
  }

  @Override
  public void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] gradient = step.gradient();
    float[] m = step.state()[0];
    float[] v = step.state()[1];
    float scale = step.scale();
    float keep1 = (float) beta1;
    float keep2 = (float) beta2;
    float take1 = (float) (1 - beta1);
    float take2 = (float) (1 - beta2);
    float floor = (float) epsilon;
    float left = (float) (1 - step.rate() * decay);
    float corrected = correctedRate(step.rate(), (double) (step.update() + 1));
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      float g = scale * gradient[i];
      float m1 = keep1 * m[i] + take1 * g;
      float v1 = keep2 * v[i] + take2 * (g * g);
      m[i] = m1;
      v[i] = v1;
      to[i] = left * from[i] - corrected * m1 / ((float) Math.sqrt(v1) + floor);
    }
  }

  /** The rate with both moments' bias corrected, at update {@code t} counted from 1. */
  private float correctedRate(float rate, double t) {
    double unbiased1 = 1 - StrictMath.pow(beta1, t);
    double unbiased2 = 1 - StrictMath.pow(beta2, t);
    return (float) (rate * StrictMath.sqrt(unbiased2) / unbiased1);
  }
}
