package org.tengen.ps.rows;

import org.tengen.ps.serving.ServingSettings;
import org.tengen.ps.training.Course;

/**
 * What one shard of row tables is told beside what it starts from.
 *
 * @param granted by lane, the iterations already given out in the whole run
 * @param parkedNs how long a pull is parked at most
 * @param listBytes of lists of rows that it remembers
 */
public record RowShardSettings(long[] granted, long parkedNs, long listBytes) {
  /** Lists of rows that are remembered where nobody says otherwise: 64 MiB. */
  public static final long USUAL_LIST_BYTES = 64L << 20;

  /** How the shard that begins in {@code state} serves lanes. */
  ServingSettings serving(RowShardState state) {
    Course course = state.training().course();
    int outstanding = 64 + course.lanes() * (2 * RowTables.MAX_PARTS + 64);
    return new ServingSettings(
        "shard " + state.shard() + " of rows",
        state.shard(),
        course,
        granted,
        parkedNs,
        outstanding);
  }
}
