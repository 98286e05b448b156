package org.tengen.driver.launch;

import java.security.SecureRandom;
import java.util.List;
import org.tengen.ps.host.HostKeys;
import org.tengen.ps.host.Standalone;
import org.tengen.ps.server.Placement;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * Where a run's shards live, and what opens all that the run's workers connect to.
 *
 * @param addresses by shard; none where the shards are behind the driver's own port
 */
record PlacedShards(Placement placement, RunKey key, List<ServerAddress> addresses) {

  static PlacedShards of(Launch.Settings settings) {
    String run = settings.server().runId();
    Servers servers = settings.servers();
    if (servers == null) {
      RunKey key = new RunKey(run, Secret.fresh(new SecureRandom()));
      return new PlacedShards(Placement.here(), key, List.of());
    }
    Standalone standalone = servers.placement(settings.connections(), settings.startDeadline());
    int shards = settings.server().training().layout().shards();
    return new PlacedShards(
        standalone, HostKeys.ofRun(standalone.secret(), run), standalone.addresses(shards));
  }
}
