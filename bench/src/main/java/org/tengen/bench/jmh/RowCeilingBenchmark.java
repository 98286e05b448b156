package org.tengen.bench.jmh;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What this machine gives the same bytes at most: {@code w += a g} over one array after the other,
 * as many floats an operation as {@link RowBenchmark} touches, from the same gradient; and over
 * random rows of one array with no shard behind it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class RowCeilingBenchmark {
  private static final int PART = 64 * 1024;
  private static final int LIST_FLOATS = 1 << 20;
  private static final int LISTS = 64;

  /** Floats of a row. */
  @Param({"1", "100"})
  int width;

  /** As {@link RowTable#floats}. */
  @Param({"65536", "268435456"})
  int floats;

  /** As {@link RowTable#gap}. */
  @Param({"2", "256"})
  int gap;

  private float[][] weights = {};
  private float[] flat = {};
  private final float[] gradient = new float[PART];
  private int[][] lists = {};
  private int at;

  /** Fills one array of arrays and one flat array. */
  @Setup
  public void fill() {
    Arrays.fill(gradient, 0.01f);
    weights = new float[floats / PART][PART];
    flat = new float[floats];
    int rows = floats / width;
    lists = new int[floats == PART ? 1 : LISTS][];
    for (int each = 0; each < lists.length; each++) {
      lists[each] = RowTable.random(rows, RowTable.rows(rows, width, gap), gap, each);
    }
  }

  /** Whole arrays. */
  @Benchmark
  public void axpyOfParts(RowsMoved moved) {
    int count = Math.min(weights.length, LIST_FLOATS / PART);
    for (int i = 0; i < count; i++) {
      at = at + 1 == weights.length ? 0 : at + 1;
      axpy(weights[at], gradient, -1e-3f / 32);
    }
    moved.add(count * PART / width, width);
  }

  /** Random rows. */
  @Benchmark
  public void axpyOfRows(RowsMoved moved) {
    at = at + 1 >= lists.length ? 0 : at + 1;
    int[] list = lists[at];
    int g = 0;
    for (int row : list) {
      axpy(flat, row * width, gradient, g, width, -1e-3f / 32);
      g = g + 2 * width > PART ? 0 : g + width;
    }
    moved.add(list.length, width);
  }

  private static void axpy(float[] w, float[] g, float a) {
    for (int i = 0; i < w.length; i++) {
      w[i] += a * g[i];
    }
  }

  private static void axpy(float[] w, int from, float[] g, int at, int count, float a) {
    for (int i = 0; i < count; i++) {
      w[from + i] += a * g[at + i];
    }
  }
}
