package org.tengen.ps.rows;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a shard of row tables is, but for its rows.
 *
 * @param version updates so far
 * @param pushes pushes applied
 * @param lanes by lane
 * @param undo by table, what the last update of a whole clock has overwritten
 */
public record RowMarks(long version, long pushes, List<LaneMark> lanes, List<Undo> undo) {
  public RowMarks {
    lanes = List.copyOf(lanes);
    undo = List.copyOf(undo);
  }

  /**
   * Where one lane is.
   *
   * @param clock iterations that are applied whole
   * @param samples of these
   * @param begun the next one, if some parts of it are applied
   */
  public record LaneMark(long clock, long samples, @Nullable BegunMark begun) {}

  /**
   * An iteration of which some parts are applied.
   *
   * @param parts how many it has
   * @param samples that it was computed from
   * @param lists by table, the name of the list of its rows
   * @param done which parts are applied, as {@link java.util.BitSet#toLongArray} has it
   */
  public record BegunMark(int parts, int samples, long[] lists, long[] done) {}

  /** What some rising rows of a table held, row after row. */
  public record Undo(int[] rows, float[] weights) {}

  /** By lane, the iterations that any of the shards has seen some of. */
  public static long[] granted(List<RowMarks> shards) {
    long[] granted = new long[shards.get(0).lanes().size()];
    for (RowMarks shard : shards) {
      for (int lane = 0; lane < granted.length; lane++) {
        LaneMark at = shard.lanes().get(lane);
        granted[lane] = Math.max(granted[lane], at.clock() + (at.begun() == null ? 0 : 1));
      }
    }
    return granted;
  }

  /** Samples applied. */
  public long samples() {
    return lanes.stream().mapToLong(LaneMark::samples).sum();
  }

  /** Of a shard that nobody has pushed to. */
  static RowMarks beginning(int lanes) {
    return new RowMarks(0, 0, Collections.nCopies(lanes, new LaneMark(0, 0, null)), List.of());
  }
}
