package org.tengen.driver.launch;

import java.time.Duration;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.ps.wire.RunKey;

/**
 * Where a run's shards are and how they are reached, whatever its tables hold.
 *
 * @param run names the run, and Spark's job group
 * @param description see {@link Launch.Settings#description}
 * @param shards how many the tables are cut into
 * @param connections see {@link Launch.Settings#connections}
 * @param listen where the server listens, if it does; null for Spark's own host and any port
 * @param startDeadline for slots
 * @param place where the shards are
 * @param replicas how many processes have each shard
 */
record Reach(
    String run,
    String description,
    int shards,
    TcpSettings connections,
    @Nullable Listen listen,
    Duration startDeadline,
    ShardPlace place,
    int replicas) {

  /** The slots that the shards take from Spark. */
  int slots() {
    return place.slots(shards, replicas);
  }

  /** The driver's port, where somebody who needs one is in another JVM. */
  Door door(JavaSparkContext spark, RunKey key) {
    boolean listens =
        connections.transport() != Transport.AUTO
            || place instanceof ShardPlace.Executors
            || !SparkStart.isLocal(spark.getConf());
    return listens ? Door.open(listen(spark), key, connections) : Door.closed();
  }

  private Listen listen(JavaSparkContext spark) {
    if (listen != null) {
      return listen;
    }
    String host = spark.getConf().get("spark.driver.host");
    return new Listen(spark.getConf().get("spark.driver.bindAddress", host), 0, host);
  }
}
