package org.tengen.ps.host;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.server.PlaceListener;
import org.tengen.ps.server.Placed;
import org.tengen.ps.server.PlacedRows;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.server.Placement;
import org.tengen.ps.server.RowPlacement;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.Secret;

/**
 * Shards at hosts that run already, dealt out by turns, each with its successor, if it has one, at
 * the host after its own.
 *
 * @param hosts where they listen; no more than the run has shards
 * @param secret what they all know
 * @param connections how they are reached
 * @param owner who asks, for their messages: host and process
 * @param replicas how many hosts have each shard, 1 or 2
 * @param deadline for hosts that are not there yet, or have another run
 */
public record Standalone(
    List<ServerAddress> hosts,
    Secret secret,
    TcpSettings connections,
    String owner,
    int replicas,
    Duration deadline)
    implements Placement, RowPlacement {
  /** Shards that one host each has. */
  public Standalone(
      List<ServerAddress> hosts,
      Secret secret,
      TcpSettings connections,
      String owner,
      Duration deadline) {
    this(hosts, secret, connections, owner, 1, deadline);
  }

  public Standalone {
    hosts = List.copyOf(hosts);
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException("no servers: expected at least one");
    }
    if (replicas < 1 || replicas > 2) {
      throw new IllegalArgumentException("replicas=" + replicas + ": expected 1 or 2");
    }
  }

  /** By shard, where workers reach it at first. */
  public List<ServerAddress> addresses(int shards) {
    return IntStream.range(0, shards).mapToObj(shard -> hosts.get(shard % hosts.size())).toList();
  }

  @Override
  public Placed<PlacedShard> place(
      ServerSettings settings, List<ShardImage> from, Listener listener)
      throws InterruptedException {
    return place(new TableCargo(settings, from, listener));
  }

  /**
   * Row tables, which have no second copy.
   *
   * @throws RunFailedException as for a dense table; and if there shall be replicas
   */
  @Override
  public Placed<PlacedRows> place(
      RowServerSettings settings, RowOrigin from, PlaceListener listener)
      throws InterruptedException {
    if (replicas > 1) {
      throw new RunFailedException(
          "replicas=" + replicas + ": row tables have no second copy; expected replicas=1");
    }
    return place(new RowCargo(settings, from, listener));
  }

  private <S> Placed<S> place(Cargo<S> cargo) throws InterruptedException {
    if (hosts.size() > cargo.shards()) {
      throw new RunFailedException(
          "%d servers for %d shards: expected as many shards as servers, or more"
              .formatted(hosts.size(), cargo.shards()));
    }
    if (replicas > hosts.size()) {
      throw new RunFailedException(
          "replicas=%d at %d server: expected at least as many servers as replicas"
              .formatted(replicas, hosts.size()));
    }
    TcpClient client = new TcpClient(HostKeys.owner(secret), owner, connections);
    HostedShards<S> shards = new HostedShards<>(cargo, client, hosts, replicas);
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
