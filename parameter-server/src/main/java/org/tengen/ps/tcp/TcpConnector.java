package org.tengen.ps.tcp;

import java.io.IOException;
import java.time.Duration;
import org.tengen.ps.client.Connector;
import org.tengen.ps.idle.Lookout;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.wire.FrameHeader;

/**
 * The way to a coordinator and shards that are all served at one address. Each way is a connection
 * of its own, so that none waits behind another. For any thread.
 *
 * @param client owns what the connections run on; outlives them
 */
public record TcpConnector(TcpClient client, ServerAddress server) implements Connector {
  @Override
  public Lookout lookout() {
    return client.lookout();
  }

  @Override
  public Connection coordinator(Duration deadline) throws IOException, InterruptedException {
    return open(FrameHeader.COORDINATOR, deadline);
  }

  @Override
  public Connection shard(int shard, Duration deadline) throws IOException, InterruptedException {
    return open(shard, deadline);
  }

  private Connection open(int target, Duration deadline) throws IOException, InterruptedException {
    TcpConnection connection = client.connect(server, deadline);
    return new Way(connection, connection.endpoint(target));
  }

  private record Way(TcpConnection connection, Endpoint end) implements Connection {
    @Override
    public void submit(Request request, ReplyHandler handler) {
      end.submit(request, handler);
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
