package org.tengen.ps.optimiser;

import org.tengen.ps.table.Range;

/**
 * One optimiser step over a range of arrays that belong together.
 *
 * <p>Plain loops over {@code float[]}, which the JIT compiles to vector instructions; each element
 * is computed from its own alone, so any cut of the vector gives the same bits.
 */
public interface Optimiser {
  /** How many floats of state a weight has. */
  int stateArrays();

  /**
   * Writes {@code to} from {@code from}, which may be the same array, and moves the state on.
   *
   * @param gradient multiplied by {@code scale} it is the mean gradient
   * @param state {@link #stateArrays} arrays or more, of which the first are used; 0 in the
   *     beginning
   * @param range the positions to step, in all arrays alike
   * @param update the number of updates before this one
   */
  void step(
      float[] from,
      float[] to,
      float[] gradient,
      float scale,
      float[][] state,
      Range range,
      float rate,
      long update);
}
