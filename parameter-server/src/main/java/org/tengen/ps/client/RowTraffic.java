package org.tengen.ps.client;

import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.rows.RowTables;

/**
 * Counts the bytes of one lease's pulls and pushes of rows, the lists that name rows with those
 * that they first came with. Used by the lane's thread.
 */
final class RowTraffic {
  private static final int BITS_A_BYTE = 7;

  private final int names;
  private Traffic sum = Traffic.NOTHING;

  RowTraffic(RowTables tables) {
    this.names = tables.count() * Long.BYTES;
  }

  /** A shard is told a list, and answers. */
  void told(int[] rows, boolean forPull) {
    long bytes = 2L * Traffic.FRAME_BYTES + Long.BYTES;
    int before = -1;
    for (int row : rows) {
      int gap = row - before - 1;
      int bits = Integer.SIZE - Integer.numberOfLeadingZeros(gap | 1);
      bytes += (bits + BITS_A_BYTE - 1) / BITS_A_BYTE;
      before = row;
    }
    sum =
        sum.plus(forPull ? new Traffic(0, 0, bytes, bytes, 0) : new Traffic(bytes, bytes, 0, 0, 0));
  }

  /** A pull from a shard, the parts that answer it, and their end. */
  void pulled(int parts, long floats) {
    long bytes = (2L + parts) * Traffic.FRAME_BYTES + names + floats * Float.BYTES;
    sum = sum.plus(new Traffic(0, 0, bytes, bytes, 0));
  }

  /** A push to a shard in parts, each with its answer. */
  void pushed(int parts, long floats) {
    long bytes = parts * (2L * Traffic.FRAME_BYTES + names) + floats * Float.BYTES;
    sum = sum.plus(new Traffic(bytes, bytes, 0, 0, 0));
  }

  Traffic sum() {
    return sum;
  }
}
