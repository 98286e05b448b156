package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.Sgd}. */
record SgdOptimiser() implements LinearOptimiser {
  @Override
  public float factor(float rate) {
    return -rate;
  }
}
