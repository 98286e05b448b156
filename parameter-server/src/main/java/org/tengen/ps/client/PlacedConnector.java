package org.tengen.ps.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The way to a coordinator and to shards that are each somewhere else.
 *
 * @param shards by shard, the way to the process that has it
 */
public record PlacedConnector(Connector coordinatorWay, List<? extends Connector> shards)
    implements Connector {
  public PlacedConnector {
    shards = List.copyOf(shards);
  }

  @Override
  public Connection coordinator(Duration deadline) throws IOException, InterruptedException {
    return coordinatorWay.coordinator(deadline);
  }

  @Override
  public Connection shard(int shard, Duration deadline) throws IOException, InterruptedException {
    return shards.get(shard).shard(shard, deadline);
  }
}
