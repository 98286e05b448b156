package org.tengen.ps.host;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.ReplicatedShard;
import org.tengen.ps.server.ServedThreads;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;

/** One of the two replicas of a shard, with a thread, in this process. For any thread. */
final class HostedReplica implements AutoCloseable {
  private final ReplicatedShard replica;
  private final ServedThreads<ReplicatedShard> thread = new ServedThreads<>();
  private @Nullable Following following;

  HostedReplica(String run, ShardSettings settings, ReplicaStart start, ShardListener listener) {
    this.replica =
        thread.add(
            "tengen-replica-" + settings.image().shard() + "-" + run,
            bell -> new ReplicatedShard(settings, start, listener, bell, System::nanoTime));
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
  public void close() {
    if (following != null) {
      following.close();
    }
    thread.close();
  }
}
