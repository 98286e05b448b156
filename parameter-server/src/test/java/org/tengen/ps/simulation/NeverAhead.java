package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.replica.ReplicaStatus;
import org.tengen.ps.replica.Role;

/**
 * A primary has done nothing that its successor has not done before, as long as that was its
 * successor; and of the replicas of a shard at most one would let an answer leave. Looked at after
 * every turn of a replica.
 */
final class NeverAhead {
  /** By shard and epoch, what the successor of that epoch has done in it. */
  private final Map<Key, Long> done = new HashMap<>();

  /** By shard. */
  private final Map<Integer, List<ShardProcess>> replicas = new HashMap<>();

  private record Key(int shard, long epoch) {}

  /** A replica begins. */
  void add(ShardProcess process) {
    replicas.computeIfAbsent(process.shardIndex(), any -> new ArrayList<>()).add(process);
  }

  /** A replica has done something. */
  void check(ShardProcess process) {
    ReplicaStatus status = process.status();
    Key key = new Key(process.shardIndex(), status.epoch());
    if (status.role() == Role.SUCCESSOR) {
      done.merge(key, status.done(), Math::max);
    } else if (status.role() == Role.PRIMARY) {
      done.putIfAbsent(key, status.done());
      checkAhead(process, status, done.getOrDefault(key, 0L));
    }
    if (status.serving()) {
      checkAlone(process);
    }
  }

  private static void checkAhead(ShardProcess process, ReplicaStatus status, long successors) {
    if (status.done() > successors) {
      throw new Violation(
          NeverAhead.class,
          "%s has done %d entries in epoch %d, its successor %d"
              .formatted(process, status.done(), status.epoch(), successors));
    }
  }

  private void checkAlone(ShardProcess process) {
    for (ShardProcess other : replicas.getOrDefault(process.shardIndex(), List.of())) {
      if (other != process && other.alive() && other.status().serving()) {
        throw new Violation(NeverAhead.class, process + " and " + other + " both serve");
      }
    }
  }
}
