package org.tengen.ps.host;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.server.Bell;
import org.tengen.ps.server.DutyThread;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.ServedRuns;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpServer;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.HandshakeException;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * A port behind which shards are held for one run at a time. Whoever knows the secret may give it
 * orders; the workers of the run have a key of their own. For any thread.
 */
public final class ShardHost implements AutoCloseable {
  /** An owner that says nothing for this long is taken for dead. */
  public static final Duration SILENCE = Duration.ofSeconds(20);

  private static final long END_MS = 10_000;

  private final DutyThread thread;
  private final TcpServer server;
  private final Doors doors;

  private ShardHost(DutyThread thread, TcpServer server, Doors doors) {
    this.thread = thread;
    this.server = server;
    this.doors = doors;
  }

  /**
   * Starts to listen.
   *
   * @param silence see {@link #SILENCE}
   * @param log takes lines about runs that come and go; any thread
   * @throws IOException one line with address and port if it cannot listen there
   */
  public static ShardHost start(
      Listen listen, Secret secret, TcpSettings settings, Duration silence, Consumer<String> log)
      throws IOException {
    Bell bell = new Bell();
    Doors doors = new Doors(secret);
    HostDesk desk =
        new HostDesk(
            silence.toNanos(),
            doors::serve,
            run -> new TcpClient(HostKeys.hosts(secret, run), "a host of the run", settings),
            log,
            bell);
    doors.orders = Map.of(HostKeys.ORDERS, desk);
    TcpServer server = TcpServer.start(listen, doors, settings);
    DutyThread thread =
        new DutyThread("tengen-host-" + server.address().port(), new DeskDuty(desk, log), bell);
    thread.start();
    return new ShardHost(thread, server, doors);
  }

  /** Where it listens, as others reach it. */
  public ServerAddress address() {
    return server.address();
  }

  /** The run that is here; empty if none is. */
  public String run() {
    return doors.open.run;
  }

  /** Whether a run was here and is here no more. */
  public boolean isDone() {
    return doors.dropped;
  }

  @Override
  public void close() {
    thread.end();
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
  }

  /** Who may come in, and to whom. Written by the desk's thread, read by connections'. */
  private static final class Doors implements ServedRuns {
    private final Secret secret;
    private volatile Map<Integer, Endpoint> orders = Map.of();
    private volatile Open open = new Open("", Map.of(), shard -> null);
    private volatile boolean dropped;

    /** Whose shards serve. */
    private record Open(
        String run, Map<Integer, Endpoint> shards, IntFunction<@Nullable ReplicatedShard> logs) {}

    Doors(Secret secret) {
      this.secret = secret;
    }

    void serve(
        String run, Map<Integer, Endpoint> shards, IntFunction<@Nullable ReplicatedShard> logs) {
      open = new Open(run, shards, logs);
      dropped = run.isEmpty();
    }

    @Override
    public RunKey of(String run) throws HandshakeException {
      RunKey owner = HostKeys.owner(secret);
      if (run.equals(owner.run())) {
        return owner;
      }
      String here = open.run;
      if (!run.isEmpty() && run.equals(here)) {
        return HostKeys.ofRun(secret, run);
      }
      if (!here.isEmpty() && run.equals(HostKeys.hosts(secret, here).run())) {
        return HostKeys.hosts(secret, here);
      }
      throw new HandshakeException("run " + run + " is not served here");
    }

    @Override
    public Map<Integer, Endpoint> targets(String run) {
      Open now = open;
      if (run.equals(HostKeys.owner(secret).run())) {
        return orders;
      }
      if (run.equals(now.run)) {
        return now.shards;
      }
      boolean ofHost = run.equals(HostKeys.hosts(secret, now.run).run());
      return ofHost ? Map.of(HostKeys.LOGS, new LogEnd(now.logs)) : Map.of();
    }
  }

  /** The desk as its thread sees it. */
  private record DeskDuty(HostDesk desk, Consumer<String> log) implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return desk.doWork(nowNs);
    }

    /** A bug: whoever waits for an answer gives up by its own deadline. */
    @Override
    public void broke(Throwable cause) {
      log.accept("an order broke: " + cause);
    }

    @Override
    public void end() {
      desk.close("the server ends");
    }
  }
}
