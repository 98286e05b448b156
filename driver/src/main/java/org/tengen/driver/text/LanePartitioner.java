package org.tengen.driver.text;

import org.apache.spark.Partitioner;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.partition.Split;

/** Sends a record's number to the lane that trains on it. */
public final class LanePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final Split split;

  /** For records that are not validation. */
  public LanePartitioner(Split split) {
    this.split = split;
  }

  @Override
  public int numPartitions() {
    return split.lanes();
  }

  @Override
  public int getPartition(Object number) {
    return split.lane((Long) number);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LanePartitioner that && that.split.equals(split);
  }

  @Override
  public int hashCode() {
    return split.hashCode();
  }
}
