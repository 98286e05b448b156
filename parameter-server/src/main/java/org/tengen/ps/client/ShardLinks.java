package org.tengen.ps.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tengen.ps.client.Connector.Connection;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/**
 * One lane's ways to all shards. A broken one is opened and attached again, a little later each
 * time, until the time to connect is up. Used by the lane's thread.
 */
final class ShardLinks implements AutoCloseable {
  private static final long FIRST_PAUSE_MS = 20;
  private static final long LONGEST_PAUSE_MS = 1000;

  private final Connector connector;
  private final ClientSettings settings;
  private final int lane;
  private final int incarnation;
  private final List<Connection> connections = new ArrayList<>();
  private long clock = Long.MAX_VALUE;

  ShardLinks(Connector connector, ClientSettings settings, int lane, int incarnation) {
    this.connector = connector;
    this.settings = settings;
    this.lane = lane;
    this.incarnation = incarnation;
  }

  /** Opens and attaches all, and learns the lowest clock that any shard knows of the lane. */
  void open() throws InterruptedException {
    for (int shard = 0; shard < settings.layout().shards(); shard++) {
      clock = Math.min(clock, attach(shard));
    }
  }

  /** The session over the opened ways. */
  LaneSession session(CoordinatorLink coordinator) {
    return new LaneClient(lane, incarnation, clock, settings, coordinator, this);
  }

  Connection to(int shard) {
    return connections.get(shard);
  }

  /** Opens and attaches a broken one again. */
  void reopen(int shard) throws InterruptedException {
    connections.get(shard).close();
    attach(shard);
  }

  private long attach(int shard) throws InterruptedException {
    long deadlineNs = System.nanoTime() + settings.connect().toNanos();
    long pauseMs = FIRST_PAUSE_MS;
    while (true) {
      String failure;
      try {
        Reply reply = attachOnce(shard, deadlineNs);
        if (reply instanceof Reply.Attached attached) {
          return attached.clock();
        }
        failure = Refusals.lostOrThrow(lane, reply);
      } catch (IOException e) {
        failure = String.valueOf(e.getMessage());
      }
      if (System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(pauseMs) > deadlineNs) {
        throw new LaneException(
            Reason.LOST,
            "lane %d: shard %d not reached within %d s: %s"
                .formatted(lane, shard, settings.connect().toSeconds(), failure));
      }
      Thread.sleep(pauseMs);
      pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
    }
  }

  private Reply attachOnce(int shard, long deadlineNs) throws IOException, InterruptedException {
    Connection connection = connector.shard(shard, settings.connect());
    if (shard < connections.size()) {
      connections.set(shard, connection);
    } else {
      connections.add(connection);
    }
    return Calls.call(connection, new Request.Attach(lane, incarnation), deadlineNs);
  }

  @Override
  public void close() {
    connections.forEach(Connection::close);
  }
}
