package org.tengen.ps.client;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Connector.Connection;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;

/** One lane's ways to all shards, under one lease. Used by whoever drives the lane. */
final class ShardLinks implements AutoCloseable {
  private static final long PATIENCE_OF_COPIES_NS = TimeUnit.SECONDS.toNanos(2);

  private final Connector connector;
  private final CoordinatorLink coordinator;
  private final ClientSettings settings;
  private final int lane;
  private final int incarnation;
  private final Runnable bell;
  private final @Nullable Connection[] connections;

  /** By shard, the epoch that the lane is attached in. */
  private final long[] epochs;

  ShardLinks(
      Connector connector,
      CoordinatorLink coordinator,
      ClientSettings settings,
      int lane,
      Runnable bell) {
    this.connector = connector;
    this.coordinator = coordinator;
    this.settings = settings;
    this.lane = lane;
    this.incarnation = coordinator.incarnation();
    this.bell = bell;
    this.connections = new Connection[settings.layout().shards()];
    this.epochs = new long[connections.length];
  }

  int lane() {
    return lane;
  }

  int incarnation() {
    return incarnation;
  }

  Runnable bell() {
    return bell;
  }

  long connectNs() {
    return settings.connect().toNanos();
  }

  /** How long one try may take: where another copy may take over, not all the time there is. */
  long patienceNs() {
    return move() ? Math.min(connectNs(), PATIENCE_OF_COPIES_NS) : connectNs();
  }

  /** Who knows where shards are. */
  CoordinatorLink coordinator() {
    return coordinator;
  }

  /** Whether another copy of a shard may have taken its place. */
  boolean move() {
    return settings.replicas() > 1;
  }

  /** The shard's epoch, as it said when the lane was attached. */
  long epoch(int shard) {
    return epochs[shard];
  }

  /** The lane is attached to a shard. */
  void attached(int shard, long epoch) {
    epochs[shard] = epoch;
  }

  /** Begins to open and attach all. */
  Attaching openAll(long nowNs) {
    List<Integer> all = IntStream.range(0, connections.length).boxed().toList();
    return new Attaching(this, all, nowNs);
  }

  /** Begins to open and attach some again. */
  Attaching reopen(List<Integer> shards, long nowNs) {
    return new Attaching(this, shards, nowNs);
  }

  /** The way to a shard, which has been opened. */
  Connection to(int shard) {
    Connection connection = connections[shard];
    if (connection == null) {
      throw new IllegalStateException("lane " + lane + " has no way to shard " + shard);
    }
    return connection;
  }

  /** Opens the way to a shard, in place of the one before, and asks to be attached. */
  Call attach(int shard, Reply.@Nullable Placed where, long deadlineNs)
      throws IOException, InterruptedException {
    close(shard);
    Connection connection =
        where == null
            ? connector.shard(shard, settings.connect())
            : connector.shard(shard, where, Duration.ofNanos(patienceNs()));
    connections[shard] = connection;
    return Call.send(connection, new Request.Attach(lane, incarnation), bell, deadlineNs);
  }

  void close(int shard) {
    Connection connection = connections[shard];
    if (connection != null) {
      connection.close();
    }
  }

  @Override
  public void close() {
    for (int shard = 0; shard < connections.length; shard++) {
      close(shard);
    }
  }
}
