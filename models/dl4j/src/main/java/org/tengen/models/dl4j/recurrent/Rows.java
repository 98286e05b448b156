package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.tengen.models.dl4j.floats.Floats;

/** Sums over the rows of dense matrices, in row order. */
final class Rows {
  private Rows() {}

  /** Adds {@code row} to each of {@code count} rows of {@code matrix} from {@code from}. */
  static void add(float[] matrix, int from, int count, float[] row) {
    for (int r = 0; r < count; r++) {
      int start = from + r * row.length;
      for (int i = 0; i < row.length; i++) {
        matrix[start + i] += row[i];
      }
    }
  }

  /** Writes the sum of {@code count} rows into {@code sum}, whose length is a row's. */
  static void sum(Floats matrix, int count, float[] sum) {
    float[] row = new float[sum.length];
    Arrays.fill(sum, 0f);
    for (int r = 0; r < count; r++) {
      matrix.get(r * row.length, row, 0, row.length);
      for (int i = 0; i < row.length; i++) {
        sum[i] += row[i];
      }
    }
  }

  /**
   * What comes back to the outputs of time step {@code step}: from the step after it, and from
   * outside where it is one of the last {@code steps}.
   *
   * @param later the next step's part, one block; not looked at in the last step
   * @param outer the outside's, a block for each of the last {@code steps}
   * @param into written: one block
   */
  static void incoming(int step, int time, int steps, Floats later, Floats outer, float[] into) {
    int block = into.length;
    int position = step - (time - steps);
    if (step == time - 1) {
      outer.get(position * block, into, 0, block);
      return;
    }
    later.get(0, into, 0, block);
    if (position >= 0) {
      float[] outside = new float[block];
      outer.get(position * block, outside, 0, block);
      for (int i = 0; i < block; i++) {
        into[i] += outside[i];
      }
    }
  }
}
