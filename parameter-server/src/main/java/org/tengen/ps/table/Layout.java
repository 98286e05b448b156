package org.tengen.ps.table;

import java.io.Serializable;

/**
 * How a table is cut: slices of equal length (the last may be shorter), contiguous runs of which
 * belong to a shard. Weights do not depend on it: all arithmetic is by element.
 *
 * @param length floats of the table
 * @param sliceFloats floats a slice
 * @param shards how many shards share the slices; none is left empty
 */
public record Layout(int length, int sliceFloats, int shards) implements Serializable {
  /** The longest slice: with optimiser state it still fits a core's own cache. */
  public static final int MAX_SLICE_FLOATS = 256 * 1024;

  /** What {@link #of} uses. */
  public static final int DEFAULT_SLICE_FLOATS = 64 * 1024;

  public Layout {
    if (length < 1) {
      throw new IllegalArgumentException("table length=" + length + ": expected 1 or more");
    }
    if (sliceFloats < 1 || sliceFloats > MAX_SLICE_FLOATS) {
      throw new IllegalArgumentException(
          "slice-floats=" + sliceFloats + ": expected 1 to " + MAX_SLICE_FLOATS);
    }
    int slices = (length - 1) / sliceFloats + 1;
    if (shards < 1 || shards > slices) {
      throw new IllegalArgumentException(
          "shards=" + shards + ": expected 1 to " + slices + ", the number of slices");
    }
  }

  /** The usual cut: default slices, or shorter ones where there would be fewer than shards. */
  public static Layout of(int length, int shards) {
    if (shards < 1 || shards > length) {
      throw new IllegalArgumentException(
          "shards=" + shards + ": expected 1 to " + length + ", the number of floats");
    }
    return new Layout(length, Math.min(DEFAULT_SLICE_FLOATS, length / shards), shards);
  }

  /** The number of slices. */
  public int slices() {
    return (length - 1) / sliceFloats + 1;
  }

  /** The positions of a slice. */
  public Range slice(int slice) {
    int from = slice * sliceFloats;
    return new Range(from, Math.min(length, from + sliceFloats));
  }

  /** The indices of a shard's slices. */
  public Range slicesOf(int shard) {
    return new Range(firstSliceOf(shard), firstSliceOf(shard + 1));
  }

  /** The shard that holds a slice. */
  public int shardOf(int slice) {
    return (int) (((slice + 1L) * shards - 1) / slices());
  }

  private int firstSliceOf(int shard) {
    return (int) ((long) shard * slices() / shards);
  }
}
