package org.tengen.driver.launch;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.PlacedConnector;
import org.tengen.ps.server.Registry;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnector;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.ps.wire.RunKey;

/**
 * How a lane reaches its run's server: by direct calls where the server is in the lane's own JVM,
 * unless a kind of socket was asked for, else through sockets.
 *
 * @param key names the run, and carries what opens its server
 * @param address null where no server listens, all lanes being in the driver's JVM
 * @param shards by shard, where it listens; none where all are behind {@code address}
 */
record ServerWay(
    RunKey key,
    @Nullable ServerAddress address,
    List<ServerAddress> shards,
    TcpSettings connections)
    implements Serializable {

  /** Opens the way, for one lane. */
  Opened open(String worker) {
    Optional<Connector> here =
        connections.transport() == Transport.AUTO ? Registry.find(key.run()) : Optional.empty();
    if (here.isPresent() && shards.isEmpty()) {
      return new Opened(here.get(), () -> {});
    }
    if (here.isEmpty() && address == null) {
      throw new IllegalStateException(
          "run " + key.run() + " has ended in this JVM, and listens on no port");
    }
    TcpClient client = TcpClient.ofLane(key, worker, connections);
    Connector driver = here.orElseGet(() -> new TcpConnector(client, known(address)));
    return new Opened(shards.isEmpty() ? driver : placed(client, driver), client::close);
  }

  private Connector placed(TcpClient client, Connector driver) {
    return new PlacedConnector(
        driver,
        shards.stream().map(shard -> new TcpConnector(client, shard)).toList(),
        words -> new TcpConnector(client, ServerAddress.parse(words)));
  }

  private static ServerAddress known(@Nullable ServerAddress address) {
    return Objects.requireNonNull(address);
  }

  /** A way, and what it holds open. */
  record Opened(Connector connector, Held held) implements AutoCloseable {
    @Override
    public void close() {
      held.close();
    }
  }

  /** Something to close that throws nothing. */
  @FunctionalInterface
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
