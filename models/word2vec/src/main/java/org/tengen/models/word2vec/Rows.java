package org.tengen.models.word2vec;

import java.util.Arrays;
import java.util.function.IntFunction;
import org.tengen.corpus.seed.Seeds;

/**
 * Rows of floats in one array, each padded with zeros to whole cache lines.
 *
 * <p>Threads may read and change the same rows at once without a lock, as in Hogwild (Niu et al.
 * 2011): updates may be lost, floats are never torn.
 */
public final class Rows {
  /** Floats in a cache line, and in the widest vector there is. */
  static final int LINE = 16;

  /**
   * Where row 0 starts. With the array's header of 16 bytes in front, every row starts at a cache
   * line wherever the array itself does, as large arrays do under the default collector.
   */
  private static final int ORIGIN = 12;

  private final int size;
  private final int width;
  private final int stride;
  private final float[] values;

  private Rows(int size, int width) {
    long stride = stride(width);
    long floats = ORIGIN + size * stride;
    if (floats > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d words of vector_size=%d: expected at most %d in one table; raise min_count"
              .formatted(size, width, (Integer.MAX_VALUE - 8L - ORIGIN) / stride));
    }
    this.size = size;
    this.width = width;
    this.stride = (int) stride;
    this.values = new float[(int) floats];
  }

  /** The memory that a table of such rows takes. */
  public static long bytes(long size, int width) {
    return (ORIGIN + size * stride(width)) * Float.BYTES;
  }

  /**
   * Makes the first of some tables, if there is a heap for all of them.
   *
   * @throws IllegalArgumentException if there is none, with what would help
   */
  static Rows inHeap(int tables, int size, int width, IntFunction<Rows> first) {
    requireHeap(tables, size, width, Runtime.getRuntime().maxMemory());
    return first.apply(size);
  }

  static void requireHeap(int tables, int size, int width, long heapBytes) {
    long needed = tables * bytes(size, width);
    if (needed > heapBytes) {
      throw new IllegalArgumentException(
          "%d words of vector_size=%d: %d tables of them take %d MB, and the heap has %d MB; give it more (-Xmx), raise min_count or lower vector_size"
              .formatted(size, width, tables, (needed + (1 << 20) - 1) >> 20, heapBytes >> 20));
    }
  }

  /** {@code size} rows of {@code width} zeros. */
  public static Rows zero(int size, int width) {
    return new Rows(size, width);
  }

  /** Rows of numbers drawn evenly from [-1, 1) / width, each from seed, row and column alone. */
  public static Rows uniform(int size, int width, long seed) {
    Rows rows = new Rows(size, width);
    for (int row = 0; row < size; row++) {
      RandomStream random = new RandomStream(Seeds.derive(seed, row));
      int at = rows.offset(row);
      for (int i = 0; i < width; i++) {
        rows.values[at + i] = (float) ((Seeds.unit(random.next()) * 2 - 1) / width);
      }
    }
    return rows;
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  /** Floats of a row, its padding left aside. */
  public int width() {
    return width;
  }

  /** A copy of a row. */
  public float[] row(int row) {
    return Arrays.copyOfRange(values, offset(row), offset(row) + width);
  }

  /** Puts a row into {@code to}, from {@code at} on. */
  public void read(int row, float[] to, int at) {
    System.arraycopy(values, offset(row), to, at, width);
  }

  /** Sets a row to what stands in {@code from}, from {@code at} on. */
  public void write(int row, float[] from, int at) {
    System.arraycopy(from, at, values, offset(row), width);
  }

  float[] values() {
    return values;
  }

  /** Floats from one row of so many to the next: a multiple of {@link #LINE}. */
  static int stride(int width) {
    return (width + LINE - 1) / LINE * LINE;
  }

  int stride() {
    return stride;
  }

  int offset(int row) {
    return ORIGIN + row * stride;
  }
}
