package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tengen.ps.rows.RowSnapshot;

/**
 * A snapshot of rows is when it is read what it was when it was taken, whatever was pushed since.
 *
 * @param snapshot what was taken
 * @param blocks copies of what it had then
 */
record SnapshotsStay(RowSnapshot snapshot, List<float[]> blocks) {
  /** Notes what was just taken. */
  static SnapshotsStay of(RowSnapshot snapshot) {
    return new SnapshotsStay(snapshot, blocks(snapshot).stream().map(float[]::clone).toList());
  }

  /** Those that have memory, weights and state. */
  private static List<float[]> blocks(RowSnapshot shard) {
    List<float[]> blocks = new ArrayList<>();
    for (int table = 0; table < shard.training().tables().count(); table++) {
      for (int block = 0; block < shard.blocks(table); block++) {
        float[] weights = shard.weights(table, block);
        if (weights != null) {
          blocks.add(weights);
          blocks.add(shard.state(table, block));
        }
      }
    }
    return blocks;
  }

  /** Looks when it is about to be written. */
  void check() {
    List<float[]> now = blocks(snapshot);
    for (int block = 0; block < blocks.size(); block++) {
      if (!Arrays.equals(blocks.get(block), now.get(block))) {
        throw new Violation(
            SnapshotsStay.class,
            "of shard %d at version %d has changed before it was written"
                .formatted(snapshot.shard(), snapshot.marks().version()));
      }
    }
  }
}
