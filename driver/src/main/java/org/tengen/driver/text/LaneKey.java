package org.tengen.driver.text;

import org.apache.spark.Partitioner;
import org.jspecify.annotations.Nullable;

/**
 * A lane and a record's number in one long, so that a record travels as cheaply as under its number
 * alone: keys sort by number within a lane.
 */
final class LaneKey {
  /** 8,388,608 lanes of a trillion records and more. */
  private static final int NUMBER_BITS = 40;

  private LaneKey() {}

  static long of(int lane, long number) {
    if (number >>> NUMBER_BITS != 0) {
      throw new IllegalArgumentException(
          "record " + number + ": expected fewer than " + (1L << NUMBER_BITS));
    }
    return (long) lane << NUMBER_BITS | number;
  }

  static long number(long key) {
    return key & (1L << NUMBER_BITS) - 1;
  }

  /** Sends a key to its lane. */
  static final class ToLane extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int lanes;

    ToLane(int lanes) {
      this.lanes = lanes;
    }

    @Override
    public int numPartitions() {
      return lanes;
    }

    @Override
    public int getPartition(Object key) {
      return (int) ((Long) key >>> NUMBER_BITS);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ToLane that && that.lanes == lanes;
    }

    @Override
    public int hashCode() {
      return lanes;
    }
  }
}
