package org.tengen.ps.rows;

import java.util.Arrays;

/**
 * What the rows of one table held before the last update of a whole clock: a lane whose gradient
 * was lost computes it again on the weights that it belongs to. Shard thread only.
 */
final class RowUndo {
  private final int width;
  private int[] rows = {};
  private float[] weights = {};
  private int count;

  RowUndo(int width) {
    this.width = width;
  }

  /** Another update begins. */
  void clear() {
    count = 0;
  }

  /** Notes what a row, later than all before, is about to lose. */
  void add(int row, RowBlocks from) {
    if (count == rows.length) {
      int more = Math.max(64, count + count / 2);
      rows = Arrays.copyOf(rows, more);
      weights = Arrays.copyOf(weights, Math.multiplyExact(more, width));
    }
    rows[count] = row;
    from.gather(row, weights, count * width);
    count++;
  }

  /** Puts what rows {@code list[from .. to]} have lost in its place, in weights of just these. */
  void overlay(int[] list, int from, int to, float[] into) {
    for (int k = from; k < to; k++) {
      int at = Arrays.binarySearch(rows, 0, count, list[k]);
      if (at >= 0) {
        System.arraycopy(weights, at * width, into, (k - from) * width, width);
      }
    }
  }

  RowMarks.Undo mark() {
    return new RowMarks.Undo(Arrays.copyOf(rows, count), Arrays.copyOf(weights, count * width));
  }

  void restore(RowMarks.Undo mark) {
    take(mark.rows().clone(), mark.weights().clone());
  }

  /** Has rising rows and what they held, both its own from now on. */
  void take(int[] itsRows, float[] itsWeights) {
    rows = itsRows;
    weights = itsWeights;
    count = itsRows.length;
  }
}
