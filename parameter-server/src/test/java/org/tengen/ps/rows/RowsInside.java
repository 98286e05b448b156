package org.tengen.ps.rows;

import java.util.Arrays;

/**
 * Looks into what a shard of row tables holds, and breaks it on purpose, for tests elsewhere. Used
 * on the shard's thread.
 */
public final class RowsInside {
  private final RowShardState state;
  private final boolean wholeClock;

  /** Into a shard's. */
  public RowsInside(RowShardState state) {
    this.state = state;
    this.wholeClock = state.training().strategy().gathering().wholeClock();
  }

  public long version() {
    return state.version;
  }

  /** By lane, the pushes that are applied whole; the caller's own. */
  public long[] applied() {
    long[] clocks = new long[state.lanes.length];
    for (int lane = 0; lane < clocks.length; lane++) {
      clocks[lane] = wholeClock ? state.version : clock(lane);
    }
    return clocks;
  }

  /** The pushes of a lane that are here whole, applied or not. */
  public long clock(int lane) {
    return state.lanes[lane].clock();
  }

  /** Which parts of the lane's next push are applied. */
  public int[] begun(int lane) {
    RowLane.Begun begun = state.lanes[lane].begun;
    return begun == null || wholeClock ? new int[0] : begun.done.stream().toArray();
  }

  /** Whether a push is here that no update has in it, or not all of it. */
  public boolean underWay() {
    return Arrays.stream(state.lanes)
        .anyMatch(lane -> lane.begun != null || (wholeClock && lane.clock() > state.version));
  }

  /** Copies a row by the shard's own number. */
  public void row(int table, int row, float[] into) {
    state.tables[table].gather(row, into, 0);
  }

  /** Changes rows as a push of one lane would. */
  public void apply(int table, int[] rows, float[] sum, int samples) {
    state.tables[table].apply(rows, 0, rows.length, sum, 0, state.rate(table, 1f / samples, 1));
  }

  /** Nobody knows any more what the last clock has overwritten. */
  public void forgetUndo() {
    Arrays.stream(state.undo).forEach(RowUndo::clear);
  }

  /** Nobody knows any more which parts of pushes under way are here. */
  public void forgetBegun() {
    for (RowLane lane : state.lanes) {
      lane.begun = null;
    }
  }
}
