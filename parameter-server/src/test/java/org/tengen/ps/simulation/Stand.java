package org.tengen.ps.simulation;

import java.util.List;

/** A shard as it is now: the places whose pushes are looked at. */
record Stand(int shard, List<Piece> pieces) {
  /**
   * One place.
   *
   * @param place the slice, or the row
   * @param clocks by lane, how many pushes are applied: of a row, at its shard
   * @param due by lane, the clocks whose pushes are to be in it, as bits; where the strategy leaves
   *     out pushes, only how many are known
   * @param hot the floats that tell pushes apart; empty where they do not
   */
  record Piece(int place, long version, long[] clocks, long[] due, float[] hot) {}
}
