package org.tengen.bench.jmh;

import java.util.Arrays;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

/**
 * A dense table as a shard holds it: slices with arrays of their own for weights, gradient and two
 * kinds of state. A thread has its own.
 */
@State(Scope.Thread)
public class Table {
  /** One slice, which fits a core's cache with its state, and a table that fits none (1 GB). */
  @Param({"65536", "67108864"})
  int floats;

  float[][] weights = {};
  float[][] gradient = {};
  float[][][] state = {};

  /** Every position of a slice. */
  final Range range = new Range(0, Layout.DEFAULT_SLICE_FLOATS);

  /** Fills the slices. */
  @Setup
  public void fill() {
    int slices = floats / range.length();
    if (slices * range.length() != floats) {
      throw new IllegalArgumentException(
          "floats=" + floats + ": expected a multiple of " + range.length());
    }
    weights = new float[slices][range.length()];
    gradient = new float[slices][range.length()];
    state = new float[slices][2][range.length()];
    for (float[] slice : weights) {
      Arrays.fill(slice, 0.5f);
    }
    for (float[] slice : gradient) {
      Arrays.fill(slice, 0.01f);
    }
  }
}
