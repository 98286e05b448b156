package org.tengen.ps.simulation;

import java.util.Random;

/**
 * How often things go wrong with the replicas of shards, where there are any.
 *
 * @param deathsEveryNs the mean time between two deaths of one process; 0 for none
 * @param stallsEveryNs the mean time between two stops of one for longer than its lease
 * @param partitionsEveryNs the mean time between two partitions of one from the coordinator or from
 *     the other replica
 */
record ReplicaFaults(long deathsEveryNs, long stallsEveryNs, long partitionsEveryNs) {
  /** Nothing goes wrong. */
  static final ReplicaFaults NONE = new ReplicaFaults(0, 0, 0);

  static ReplicaFaults drawn(Random random) {
    return new ReplicaFaults(
        (long) (20_000_000 / (0.1 + random.nextDouble())),
        (long) (30_000_000 / (0.1 + random.nextDouble())),
        (long) (12_000_000 / (0.1 + random.nextDouble())));
  }
}
