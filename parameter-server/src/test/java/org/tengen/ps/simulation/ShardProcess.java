package org.tengen.ps.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.serving.Served;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;

/**
 * A process that has a shard, or a replica of one, both real. It may be stopped for a while: what
 * comes to it then waits until it goes on. A replica's clock is its own.
 */
final class ShardProcess {
  private static final double MOST_DRIFT = 0.004;
  private static final long LONGEST_UPTIME_NS = 1_000_000_000_000L;

  private final Cluster cluster;
  private final int number;
  private final int shardIndex;
  private final Served served;
  private final @Nullable Shard shard;
  private final @Nullable ReplicatedShard replica;
  private final Endpoint door;
  private final Mutation mutation;
  private final Witness witness;
  private double drift;
  private long offsetNs;
  private boolean alive = true;
  private long stalledUntilNs;
  private boolean touched;
  private final Deque<Runnable> arrived = new ArrayDeque<>();

  /**
   * A process with a shard of a dense table, at its start.
   *
   * @param start null for a shard that only this process has
   */
  ShardProcess(
      Cluster cluster,
      int number,
      ShardSettings settings,
      @Nullable ReplicaStart start,
      ShardListener listener,
      Witness witness,
      Mutation mutation) {
    this.cluster = cluster;
    this.number = number;
    this.mutation = mutation;
    this.witness = witness;
    this.shardIndex = settings.image().shard();
    if (start == null) {
      this.replica = null;
      this.shard = new Shard(settings, listener, () -> {});
      this.served = shard;
    } else {
      this.drift = MOST_DRIFT * (2 * cluster.uniform() - 1);
      this.offsetNs = (long) (LONGEST_UPTIME_NS * (2 * cluster.uniform() - 1));
      ReplicatedShard made =
          new ReplicatedShard(settings, start, listener, () -> {}, this::clockNs);
      this.replica = made;
      this.shard = made.shard();
      this.served = made;
    }
    this.door =
        witness.before(shardIndex, this::server, mutation.around(shardIndex, served, cluster));
  }

  /** A process with a shard of row tables, which has its index as its number. */
  ShardProcess(Cluster cluster, int index, Served rows, Endpoint door, Witness witness) {
    this.cluster = cluster;
    this.number = index;
    this.mutation = Mutation.NONE;
    this.witness = witness;
    this.shardIndex = index;
    this.served = rows;
    this.shard = null;
    this.replica = null;
    this.door = door;
  }

  int number() {
    return number;
  }

  int shardIndex() {
    return shardIndex;
  }

  Shard shard() {
    if (shard == null) {
      throw new IllegalStateException(this + " is of rows");
    }
    return shard;
  }

  ReplicatedShard replica() {
    if (replica == null) {
      throw new IllegalStateException(this + " has no replica");
    }
    return replica;
  }

  /** The time, as this process has it. */
  long clockNs() {
    long nowNs = cluster.time().nowNs();
    return nowNs + (long) (nowNs * drift) + offsetNs;
  }

  private OnePrimary.Served server() {
    return new OnePrimary.Served(number, replica == null ? Request.FIRST_EPOCH : status().epoch());
  }

  /** What the replica is now. */
  ReplicaStatus status() {
    return replica().status(clockNs());
  }

  boolean alive() {
    return alive;
  }

  void kill() {
    alive = false;
  }

  boolean stalled() {
    return cluster.time().nowNs() < stalledUntilNs;
  }

  /** It stops for a while. */
  void stall(long forNs) {
    stalledUntilNs = Math.max(stalledUntilNs, cluster.time().nowNs() + forNs);
    cluster.time().at(stalledUntilNs, this::wake);
  }

  private void wake() {
    while (alive && !stalled() && !arrived.isEmpty()) {
      arrived.remove().run();
      turn();
    }
    turn();
  }

  void deliver(Request request, ReplyHandler handler) {
    if (replica == null) {
      door.submit(request, handler);
      turn();
      return;
    }
    receive(
        () -> {
          door.submit(request, handler);
          mutation.asked(this);
        });
  }

  /** Something has come to a replica; if that is stopped, it is read later, in order of arrival. */
  void receive(Runnable what) {
    if (stalled()) {
      arrived.add(what);
    } else if (alive) {
      what.run();
      turn();
    }
  }

  /** One turn, unless it is stopped or dead. */
  void turn() {
    if (alive && !stalled()) {
      boolean work = doWork() > 0;
      touched |= work || replica == null;
      if (replica != null && mutation.looksInside()) {
        witness.neverAhead().check(this);
      }
    }
  }

  private int doWork() {
    return served.doWork(replica == null ? cluster.time().nowNs() : clockNs());
  }

  /** Whether it has done something since this was asked last. */
  boolean touched() {
    boolean was = touched;
    touched = false;
    return was;
  }

  /** Asks the shard of a dense table something, even when the process is stopped. */
  <T> T answer(Function<Shard, CompletableFuture<T>> question) {
    CompletableFuture<T> asked = question.apply(shard());
    shard().doWork(replica == null ? cluster.time().nowNs() : clockNs());
    return asked.join();
  }

  @Override
  public String toString() {
    return replica == null
        ? "shard " + shardIndex
        : "replica " + number + " of shard " + shardIndex;
  }
}
