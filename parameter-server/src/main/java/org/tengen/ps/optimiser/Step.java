package org.tengen.ps.optimiser;

import org.tengen.ps.table.Range;

/**
 * One update of some positions of a table: all that an optimiser's loop reads and writes.
 *
 * @param from the weights before
 * @param to where the weights after go; may be {@code from}
 * @param gradient multiplied by {@code scale} it is the mean gradient
 * @param state {@link Optimiser#stateArrays} arrays or more, of which the first are used; 0 in the
 *     beginning
 * @param range the positions, in all arrays alike
 * @param rate the learning rate
 * @param update the number of updates before this one
 */
public record Step(
    float[] from,
    float[] to,
    float[] gradient,
    float scale,
    float[][] state,
    Range range,
    float rate,
    long update) {
  /** The first position. */
  int begin() {
    return range.from();
  }

  /** One past the last position. */
  int end() {
    return range.to();
  }
}
