package org.tengen.models.dl4j;

import java.util.Arrays;

/** Sums over the rows of a dense matrix, in row order. */
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
}
