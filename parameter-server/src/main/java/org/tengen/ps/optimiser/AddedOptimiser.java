package org.tengen.ps.optimiser;

/** See {@link OptimiserSettings.Added}. */
record AddedOptimiser() implements LinearOptimiser {
  @Override
  public float factor(float rate) {
    return 1;
  }
}
