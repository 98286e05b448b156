package org.tengen.ps.client;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Connector.Connection;
import org.tengen.ps.protocol.Request;

/** One lane's ways to all shards, under one lease. Used by whoever drives the lane. */
final class ShardLinks implements AutoCloseable {
  private final Connector connector;
  private final ClientSettings settings;
  private final int lane;
  private final int incarnation;
  private final Runnable bell;
  private final @Nullable Connection[] connections;

  ShardLinks(
      Connector connector, ClientSettings settings, int lane, int incarnation, Runnable bell) {
    this.connector = connector;
    this.settings = settings;
    this.lane = lane;
    this.incarnation = incarnation;
    this.bell = bell;
    this.connections = new Connection[settings.layout().shards()];
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
  Call attach(int shard, long deadlineNs) throws IOException, InterruptedException {
    close(shard);
    Connection connection = connector.shard(shard, settings.connect());
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
