package org.tengen.driver.launch;

import java.security.SecureRandom;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.host.HostKeys;
import org.tengen.ps.host.Standalone;
import org.tengen.ps.server.Placement;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * Where a run's shards live, and what is held for that as long as it lasts.
 *
 * @param addresses by shard; none where the shards are behind the driver's own port
 * @param hosts tasks of Spark's, where the shards are in some
 */
record PlacedShards(
    Placement placement, List<ServerAddress> addresses, @Nullable ExecutorHosts hosts)
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
   * @throws org.tengen.ps.server.RunFailedException if tasks do not start in time
   */
  static PlacedShards of(
      JavaSparkContext spark, Launch.Settings settings, Secret secret, RunKey key, Door door)
      throws InterruptedException {
    if (settings.place() instanceof Servers servers) {
      return at(servers.addresses(), settings, secret, null);
    } else if (settings.place() instanceof ShardPlace.Executors) {
      ExecutorHosts hosts = ExecutorHosts.start(spark, settings, secret, key, door);
      boolean arrived = false;
      try {
        PlacedShards placed = at(hosts.await(), settings, secret, hosts);
        arrived = true;
        return placed;
      } finally {
        if (!arrived) {
          hosts.close();
        }
      }
    }
    return new PlacedShards(Placement.here(), List.of(), null);
  }

  private static PlacedShards at(
      List<ServerAddress> addresses,
      Launch.Settings settings,
      Secret secret,
      @Nullable ExecutorHosts hosts) {
    String owner = "driver at process " + ProcessHandle.current().pid();
    Standalone standalone =
        new Standalone(
            addresses,
            secret,
            settings.connections(),
            owner,
            settings.replicas(),
            settings.startDeadline());
    int shards = settings.server().training().layout().shards();
    return new PlacedShards(standalone, standalone.addresses(shards), hosts);
  }

  @Override
  public void close() {
    if (hosts != null) {
      hosts.close();
    }
  }
}
