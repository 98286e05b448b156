package org.tengen.ps.host;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.server.Bell;
import org.tengen.ps.server.DutyThread;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;

/** One of the two replicas of a shard, with a thread, in this process. For any thread. */
final class HostedReplica implements PlacedShard, AutoCloseable {
  private static final long END_MS = 5000;

  private final ReplicatedShard replica;
  private final DutyThread thread;
  private @Nullable Following following;

  HostedReplica(String run, ShardSettings settings, ReplicaStart start, ShardListener listener) {
    Bell bell = new Bell();
    this.replica = new ReplicatedShard(settings, start, listener, bell, System::nanoTime);
    String name = "tengen-replica-" + settings.image().shard() + "-" + run;
    this.thread = new DutyThread(name, new Duty(replica), bell);
  }

  ReplicatedShard replica() {
    return replica;
  }

  /** Serves from now on, or follows. */
  void start(@Nullable Following primary) {
    thread.start();
    following = primary;
    if (primary != null) {
      primary.start();
    }
  }

  /** Does what the owner orders. */
  CompletableFuture<ReplicaStatus> order(ReplicaOrder order) {
    Following before = following;
    boolean ends = order instanceof ReplicaOrder.Promote || order instanceof ReplicaOrder.Fence;
    if (before != null && ends) {
      before.close();
    }
    return replica.order(order);
  }

  @Override
  public CompletableFuture<ShardStatistics> statistics() {
    return replica.shard().statistics();
  }

  @Override
  public CompletableFuture<ShardImage> image(ImageKind kind) {
    return replica.shard().image(kind);
  }

  @Override
  public CompletableFuture<Boolean> hold() {
    return replica.shard().hold();
  }

  @Override
  public long pushes() {
    return replica.shard().pushes();
  }

  @Override
  public void close() {
    if (following != null) {
      following.close();
    }
    thread.end();
    try {
      thread.join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A replica as its thread sees it. */
  private record Duty(ReplicatedShard replica) implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return replica.doWork(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      replica.breakRun("a shard broke: " + cause);
    }

    @Override
    public void end() {
      replica.close("the run has ended");
    }
  }
}
