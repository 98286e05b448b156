package org.tengen.ps.optimiser;

/**
 * What a gradient does to weights.
 *
 * <p>Plain loops over {@code float[]}, which the JIT compiles to vector instructions: each takes
 * its arrays and constants into locals first. Each element is computed from its own alone, so any
 * cut of the vector gives the same bits.
 */
public interface Optimiser {
  /** How many floats of state a weight has. */
  default int stateArrays() {
    return 0;
  }

  /** Writes the step's weights, and moves its state on. */
  void step(Step step);
}
