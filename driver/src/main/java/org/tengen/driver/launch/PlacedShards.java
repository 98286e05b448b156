package org.tengen.driver.launch;

import java.security.SecureRandom;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.host.HostKeys;
import org.tengen.ps.host.Standalone;
import org.tengen.ps.server.Placement;
import org.tengen.ps.server.RowPlacement;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * Where a run's shards live, and what is held for that as long as it lasts.
 *
 * @param away the processes that the shards are in; null for this one
 * @param addresses by shard; none where the shards are behind the driver's own port
 * @param hosts tasks of Spark's, where the shards are in some
 */
record PlacedShards(
    @Nullable Standalone away, List<ServerAddress> addresses, @Nullable ExecutorHosts hosts)
    implements AutoCloseable {

  /** What the run's processes know: its servers' secret where there are some, else a new one. */
  static Secret secret(ShardPlace place) {
    return place instanceof Servers servers ? servers.secret() : Secret.fresh(new SecureRandom());
  }

  /** What opens all that the run's workers connect to. */
  static RunKey key(ShardPlace place, Secret secret, String run) {
    return place instanceof ShardPlace.Driver
        ? new RunKey(run, secret)
        : HostKeys.ofRun(secret, run);
  }

  /**
   * Finds the places; starts them if they are tasks.
   *
   * @throws WrongSetting if they cannot be had in time
   */
  static PlacedShards had(JavaSparkContext spark, Reach reach, Secret secret, RunKey key, Door door)
      throws InterruptedException {
    try {
      return of(spark, reach, secret, key, door);
    } catch (RunFailedException e) {
      throw notHad(e);
    }
  }

  /** What cannot be had is a matter of settings. */
  static WrongSetting notHad(RunFailedException why) {
    return new WrongSetting("placement: " + why.getMessage(), why);
  }

  private static PlacedShards of(
      JavaSparkContext spark, Reach reach, Secret secret, RunKey key, Door door)
      throws InterruptedException {
    if (reach.place() instanceof Servers servers) {
      return at(servers.addresses(), reach, secret, null);
    } else if (reach.place() instanceof ShardPlace.Executors) {
      ExecutorHosts hosts = ExecutorHosts.start(spark, reach, secret, key, door);
      boolean arrived = false;
      try {
        PlacedShards placed = at(hosts.await(), reach, secret, hosts);
        arrived = true;
        return placed;
      } finally {
        if (!arrived) {
          hosts.close();
        }
      }
    }
    return new PlacedShards(null, List.of(), null);
  }

  private static PlacedShards at(
      List<ServerAddress> addresses, Reach reach, Secret secret, @Nullable ExecutorHosts hosts) {
    String owner = "driver at process " + ProcessHandle.current().pid();
    Standalone standalone =
        new Standalone(
            addresses, secret, reach.connections(), owner, reach.replicas(), reach.startDeadline());
    return new PlacedShards(standalone, standalone.addresses(reach.shards()), hosts);
  }

  /** For a dense table. */
  Placement placement() {
    return away == null ? Placement.here() : away;
  }

  /** For row tables. */
  RowPlacement rowPlacement() {
    return away == null ? RowPlacement.here() : away;
  }

  @Override
  public void close() {
    if (hosts != null) {
      hosts.close();
    }
  }
}
