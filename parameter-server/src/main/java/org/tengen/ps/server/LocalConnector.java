package org.tengen.ps.server;

import java.time.Duration;
import java.util.List;
import org.tengen.ps.client.Connector;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** The way within one JVM: calls. */
record LocalConnector(Endpoint coordinatorEnd, List<? extends Endpoint> shardEnds)
    implements Connector {
  @Override
  public Connection coordinator(Duration deadline) {
    return new Call(coordinatorEnd);
  }

  @Override
  public Connection shard(int shard, Duration deadline) {
    return new Call(shardEnds.get(shard));
  }

  /** Nothing to open and nothing to close. */
  private record Call(Endpoint end) implements Connection {
    @Override
    public void submit(Request request, ReplyHandler handler) {
      end.submit(request, handler);
    }

    @Override
    public void close() {}
  }
}
