package org.tengen.ps.rows;

import org.tengen.ps.protocol.Request;

/** Brings pushes' parts into rows: how pushes become updates. Shard thread only. */
interface RowGatherer {
  /**
   * Takes a part that is new. When this returns the payload is not needed any more.
   *
   * @param lists the push's, by table
   */
  void gather(Request.RowPush push, RowTables.Part part, RowList[] lists);

  /** All parts of the lane's push are here. */
  void pushed(int lane, RowLane.Begun push);

  /** How many clocks are done; 0 where an update ends no clock. */
  long clocksDone();

  /** The gatherer that the strategy asks for. */
  static RowGatherer of(RowShardState state) {
    return state.training().strategy().gathering().wholeClock()
        ? new WholeRowClock(state)
        : new EachRowPush(state);
  }
}
