package org.tengen.ps.simulation;

import java.util.List;
import java.util.LongSummaryStatistics;
import org.tengen.ps.rows.RowSnapshot;

/**
 * A run can go on from snapshots of all shards: behind a barrier none is more than a clock ahead of
 * another, since a shard keeps what its last clock has overwritten, and no more.
 */
final class SnapshotsTogether {
  private SnapshotsTogether() {}

  /** Looks at what was just taken. */
  static void check(List<RowSnapshot> shards) {
    LongSummaryStatistics versions =
        shards.stream().mapToLong(shard -> shard.marks().version()).summaryStatistics();
    boolean barrier =
        shards.stream().anyMatch(each -> each.training().strategy().gathering().wholeClock());
    if (barrier && versions.getMax() > versions.getMin() + 1) {
      throw new Violation(
          SnapshotsTogether.class,
          "snapshots of one checkpoint are of versions %d to %d"
              .formatted(versions.getMin(), versions.getMax()));
    }
  }
}
