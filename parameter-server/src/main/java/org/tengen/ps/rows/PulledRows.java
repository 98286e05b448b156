package org.tengen.ps.rows;

import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.PartSource;
import org.tengen.ps.serving.ServedLanes;

/** The rows that pulls are answered with: those of their clock. Shard thread only. */
final class PulledRows implements PartSource<PulledRows.Wanted> {
  private final RowShardState state;
  private final ServedLanes<RowLane> lanes;
  private final KnownLists lists;
  private final RowGatherer gatherer;
  private final float[] scratch = new float[RowTables.PART_FLOATS];

  /**
   * A pull, with the lists that it names.
   *
   * @param lists by table
   * @param parts how many parts answer it
   */
  record Wanted(Request.RowPull pull, RowList[] lists, int parts) {}

  PulledRows(
      RowShardState state, ServedLanes<RowLane> lanes, KnownLists lists, RowGatherer gatherer) {
    this.state = state;
    this.lanes = lanes;
    this.lists = lists;
    this.gatherer = gatherer;
  }

  @Override
  public int parts(Wanted wanted) {
    return wanted.parts();
  }

  /** Hands a part over, as it was before the last clock if the pull is for that. */
  @Override
  public void deliver(Wanted wanted, int at, ReplyHandler handler) {
    boolean back = wanted.pull().clock() < gatherer.clocksDone();
    long version = back ? state.version - 1 : state.version;
    RowTables.Part part = lists.part(wanted.lists(), at);
    int table = part.table();
    int[] rows = wanted.lists()[table].rows();
    state.tables[table].gather(rows, part.from(), part.to(), scratch);
    if (back) {
      state.undo[table].overlay(rows, part.from(), part.to(), scratch);
    }
    lanes.get(wanted.pull().lane()).given(version);
    int floats = part.rows() * state.training().tables().width(table);
    handler.onWeights(at, version, Payload.of(scratch, 0, floats));
  }
}
