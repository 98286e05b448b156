package org.tengen.ps.rows;

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
}
