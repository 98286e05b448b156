package org.tengen.driver.launch;

/** Where a run's shards are placed. */
public sealed interface ShardPlace permits ShardPlace.Driver, ShardPlace.Executors, Servers {
  /** In the driver's JVM. */
  record Driver() implements ShardPlace {}

  /** In long-running tasks of Spark, one for each shard, and two at the least for replicas. */
  record Executors() implements ShardPlace {}

  /** The slots that {@code shards} shards take from Spark, each with so many replicas. */
  default int slots(int shards, int replicas) {
    return this instanceof Executors ? Math.max(shards, replicas) : 0;
  }
}
