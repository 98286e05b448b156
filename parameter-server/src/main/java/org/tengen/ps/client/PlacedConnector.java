package org.tengen.ps.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.tengen.ps.idle.Lookout;
import org.tengen.ps.protocol.Reply;

/**
 * The way to a coordinator and to shards that are each somewhere else.
 *
 * @param shards by shard, the way to the process that has it at first
 * @param elsewhere the way to an address that the coordinator names
 */
public record PlacedConnector(
    Connector coordinatorWay,
    List<? extends Connector> shards,
    Function<String, Connector> elsewhere)
    implements Connector {
  public PlacedConnector {
    shards = List.copyOf(shards);
  }

  /** The shards': they are asked in every iteration. */
  @Override
  public Lookout lookout() {
    return shards.isEmpty() ? coordinatorWay.lookout() : shards.get(0).lookout();
  }

  @Override
  public Connection coordinator(Duration deadline) throws IOException, InterruptedException {
    return coordinatorWay.coordinator(deadline);
  }

  @Override
  public Connection shard(int shard, Duration deadline) throws IOException, InterruptedException {
    return shards.get(shard).shard(shard, deadline);
  }

  @Override
  public Connection shard(int shard, Reply.Placed where, Duration deadline)
      throws IOException, InterruptedException {
    return where.address().isEmpty()
        ? shard(shard, deadline)
        : elsewhere.apply(where.address()).shard(shard, deadline);
  }
}
