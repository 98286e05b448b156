package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;

/**
 * A primary has done nothing that its successor has not done before, as long as that was its
 * successor; and of the replicas of a shard at most one would let an answer leave.
 */
final class NeverAhead implements Invariant {
  /** By shard and epoch, what the successor of that epoch has done in it. */
  private final Map<Key, Long> done = new HashMap<>();

  private record Key(int shard, long epoch) {}

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
    List<ShardProcess> processes = server.replicated();
    if (processes.isEmpty()) {
      return;
    }
    int[] serving = new int[server.shards()];
    for (ShardProcess process : processes) {
      if (process.alive()) {
        look(process, process.status(), serving);
      }
    }
    for (ShardProcess process : processes) {
      if (process.alive()) {
        checkAhead(process, process.status());
      }
    }
  }

  private void look(ShardProcess process, ReplicaStatus status, int[] serving) {
    if (status.role() == Role.SUCCESSOR) {
      done.merge(new Key(process.shardIndex(), status.epoch()), status.done(), Math::max);
    }
    if (status.serving() && ++serving[process.shardIndex()] > 1) {
      throw new Violation(
          NeverAhead.class, "two replicas of shard " + process.shardIndex() + " serve");
    }
  }

  private void checkAhead(ShardProcess process, ReplicaStatus status) {
    long most = done.getOrDefault(new Key(process.shardIndex(), status.epoch()), 0L);
    if (status.role() == Role.PRIMARY && status.done() > most) {
      throw new Violation(
          NeverAhead.class,
          "%s has done %d entries in epoch %d, its successor %d"
              .formatted(process, status.done(), status.epoch(), most));
    }
  }
}
