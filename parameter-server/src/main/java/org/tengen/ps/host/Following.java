package org.tengen.ps.host;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.tcp.TcpConnection;

/**
 * Keeps a successor's connection to its primary, on a thread of its own: opens it, and opens it
 * again when it has broken, until the end.
 */
final class Following implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final long PAUSE_MS = 100;

  private final int shard;
  private final ReplicatedShard replica;
  private final TcpClient client;
  private final ServerAddress primary;
  private final Thread thread;
  private volatile boolean ending;

  /**
   * @param client has the key of the run's hosts; outlives this
   */
  Following(
      String run, int shard, ReplicatedShard replica, TcpClient client, ServerAddress primary) {
    this.shard = shard;
    this.replica = replica;
    this.client = client;
    this.primary = primary;
    this.thread = new Thread(this::run, "tengen-following-" + shard + "-" + run);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends soon. */
  @Override
  public void close() {
    ending = true;
    thread.interrupt();
  }

  private void run() {
    try {
      while (!ending) {
        try (TcpConnection connection = client.connect(primary, CONNECT)) {
          UpstreamWay way =
              new UpstreamWay(shard, connection.endpoint(HostKeys.LOGS), replica::take);
          replica.upstream(way);
          way.broken().get();
        } catch (IOException | ExecutionException | IllegalStateException notThere) {
          // the owner looks after hosts that are gone; until it has, this tries again
        }
        replica.upstream(null);
        Thread.sleep(PAUSE_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
