package org.tengen.driver.launch;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServedRuns;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpServer;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.HandshakeException;
import org.tengen.ps.wire.Keys;
import org.tengen.ps.wire.RunKey;

/**
 * The driver's port, if it has one. What is behind it comes one after the other: first what hosts
 * of shards need to arrive, then the coordinator, and the shards that are in the driver.
 */
final class Door implements AutoCloseable {
  private final Behind behind;
  private final @Nullable TcpServer server;

  private Door(Behind behind, @Nullable TcpServer server) {
    this.behind = behind;
    this.server = server;
  }

  /**
   * Listens.
   *
   * @throws WrongSetting with address and port if it cannot
   */
  static Door open(Listen listen, RunKey key, TcpSettings connections) {
    Behind behind = new Behind(Keys.one(key));
    try {
      return new Door(behind, TcpServer.start(listen, behind, connections));
    } catch (IOException e) {
      throw new WrongSetting(String.valueOf(e.getMessage()), e);
    }
  }

  /** No port: all who want in are in this JVM. */
  static Door closed() {
    return new Door(
        new Behind(
            run -> {
              throw new HandshakeException("run " + run + " is not served here");
            }),
        null);
  }

  /** Puts an endpoint behind the port, for those who connect from now on. */
  void serve(int target, Endpoint endpoint) {
    behind.add(Map.of(target, endpoint));
  }

  /** Puts coordinator and shards behind the port. */
  void serve(Endpoint coordinator, List<Endpoint> shards) {
    behind.add(TcpServer.targets(coordinator, shards));
  }

  /** Where it is reached; null without a port. */
  @Nullable ServerAddress address() {
    return server == null ? null : server.address();
  }

  /** Where it is reached, which has to be somewhere. */
  ServerAddress knownAddress() {
    return Objects.requireNonNull(address(), "the driver listens on no port");
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
  }

  /** Who may come in, and to whom. Written by the driver's thread, read by connections'. */
  private static final class Behind implements ServedRuns {
    private final Keys keys;
    private volatile Map<Integer, Endpoint> targets = Map.of();

    Behind(Keys keys) {
      this.keys = keys;
    }

    void add(Map<Integer, Endpoint> more) {
      Map<Integer, Endpoint> all = new HashMap<>(targets);
      all.putAll(more);
      targets = Map.copyOf(all);
    }

    @Override
    public RunKey of(String run) throws HandshakeException {
      return keys.of(run);
    }

    @Override
    public Map<Integer, Endpoint> targets(String run) {
      return targets;
    }
  }
}
