package org.tengen.ps.host;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.server.Placement;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.Secret;

/**
 * Shards at hosts that run already, dealt out by turns.
 *
 * @param hosts where they listen; no more than the run has shards
 * @param secret what they all know
 * @param connections how they are reached
 * @param owner who asks, for their messages: host and process
 * @param deadline for hosts that are not there yet, or have another run
 */
public record Standalone(
    List<ServerAddress> hosts,
    Secret secret,
    TcpSettings connections,
    String owner,
    Duration deadline)
    implements Placement {
  public Standalone {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("no servers: expected at least one");
    }
  }

  /** By shard, where workers reach it. */
  public List<ServerAddress> addresses(int shards) {
    return IntStream.range(0, shards).mapToObj(shard -> hosts.get(shard % hosts.size())).toList();
  }

  @Override
  public Placed place(ServerSettings settings, List<ShardImage> from, Listener listener)
      throws InterruptedException {
    if (hosts.size() > from.size()) {
      throw new RunFailedException(
          "%d servers for %d shards: expected as many shards as servers, or more"
              .formatted(hosts.size(), from.size()));
    }
    TcpClient client = new TcpClient(HostKeys.owner(secret), owner, connections);
    HostedShards shards = new HostedShards(settings, from, client, hosts, listener);
    boolean placed = false;
    try {
      shards.begin(System.nanoTime() + deadline.toNanos());
      shards.load();
      placed = true;
      return shards;
    } finally {
      if (!placed) {
        shards.close();
      }
    }
  }
}
