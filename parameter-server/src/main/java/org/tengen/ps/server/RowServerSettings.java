package org.tengen.ps.server;

import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowTraining;

/**
 * What a server of row tables is started with.
 *
 * @param runId names the run, uniquely in this JVM
 * @param listBytes of lists of rows that each shard remembers
 */
public record RowServerSettings(
    String runId, RowTraining training, Deadlines deadlines, long listBytes) {
  /** Usual deadlines and memory for lists. */
  public static RowServerSettings usual(String runId, RowTraining training) {
    return new RowServerSettings(
        runId, training, Deadlines.usual(), RowShardSettings.USUAL_LIST_BYTES);
  }
}
