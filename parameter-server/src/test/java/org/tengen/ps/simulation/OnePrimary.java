package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When a replica has served in an epoch, none serves in an older one; and one that served before
 * another did never serves again: no weights leave it, and no acknowledgement.
 */
final class OnePrimary {
  private final List<Shard> shards = new ArrayList<>();

  /** Who has answered, and in which epoch it was when it did. */
  record Served(int process, long epoch) {}

  OnePrimary(int shards) {
    for (int shard = 0; shard < shards; shard++) {
      this.shards.add(new Shard());
    }
  }

  /** A replica of the shard answers. */
  void serves(int shard, Served by) {
    shards.get(shard).serves(shard, by);
  }

  /** What is known of one. */
  private static final class Shard {
    private Served newest = new Served(-1, -1);
    private final Set<Integer> before = new HashSet<>();

    void serves(int shard, Served by) {
      boolean another = by.process() != newest.process();
      if (by.epoch() < newest.epoch() || (another && before.contains(by.process()))) {
        throw new Violation(
            OnePrimary.class,
            "shard %d is served by process %d in epoch %d after it was by process %d in epoch %d"
                .formatted(shard, by.process(), by.epoch(), newest.process(), newest.epoch()));
      }
      if (another) {
        before.add(newest.process());
      }
      newest = by;
    }
  }
}
