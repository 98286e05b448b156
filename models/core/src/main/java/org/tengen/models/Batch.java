package org.tengen.models;

/** Samples that one step computes on. */
public interface Batch {
  /** The number of samples: what the gradient's sum is over. */
  int samples();
}
