package org.tengen.driver.launch;

/** Where a run's shards are placed. */
public sealed interface ShardPlace permits ShardPlace.Driver, ShardPlace.Executors, Servers {
  /** In the driver's JVM. */
  record Driver() implements ShardPlace {}

  /** In long-running tasks of Spark, one for each shard. */
  record Executors() implements ShardPlace {}

  /** The slots that {@code shards} shards take from Spark. */
  default int slots(int shards) {
    return this instanceof Executors ? shards : 0;
  }
}
