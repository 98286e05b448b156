package org.tengen.ps.optimiser;

/** One that adds a multiple of the gradient to the weights, and has no state. */
public interface LinearOptimiser extends Optimiser {
  /** What the mean gradient is multiplied by at that learning rate. */
  float factor(float rate);

  @Override
  default void step(Step step) {
    float[] from = step.from();
    float[] to = step.to();
    float[] gradient = step.gradient();
    float scale = step.scale();
    float factor = factor(step.rate());
    int end = step.end();
    for (int i = step.begin(); i < end; i++) {
      to[i] = from[i] + factor * (scale * gradient[i]);
    }
  }
}
