package org.tengen.models;

/** Samples that one step computes on. */
public interface Batch {
  /** The number of samples: what the gradient's sum is over. */
  int samples();

  /**
   * Whether it goes on where the batch before it ended, so that what a step computes hangs on the
   * step before it, too, and not on parameters and batch alone.
   */
  default boolean goesOn() {
    return false;
  }
}
