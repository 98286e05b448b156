package org.tengen.ps.simulation;

import java.util.Arrays;

/**
 * When a replica has served in an epoch, none serves in an older one: no weights leave it, and no
 * acknowledgement.
 */
final class OnePrimary {
  private final long[] newest;

  OnePrimary(int shards) {
    newest = new long[shards];
    Arrays.fill(newest, -1);
  }

  /** A replica of the shard answers. */
  void serves(int shard, long epoch) {
    if (epoch < newest[shard]) {
      throw new Violation(
          OnePrimary.class,
          "shard %d is served in epoch %d after it was in epoch %d"
              .formatted(shard, epoch, newest[shard]));
    }
    newest[shard] = epoch;
  }
}
