package org.tengen.ps.rows;

import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Correction;

/** Every push is an update of its own; its parts are applied as they come. Shard thread only. */
final class EachRowPush implements RowGatherer {
  private final RowShardState state;
  private final Correction correction;
  private final float[] scratch = new float[RowTables.PART_FLOATS];

  EachRowPush(RowShardState state) {
    this.state = state;
    this.correction = state.training().strategy().correction();
  }

  @Override
  public void gather(Request.RowPush push, RowTables.Part part, RowList[] lists) {
    if (part.rows() == 0) {
      return;
    }
    push.payload().read(0, scratch, 0, push.payload().length());
    double factor = correction.rateFactor(state.version - push.pulledVersion());
    RowUpdate.Rate rate = state.rate(part.table(), 1f / push.samples(), factor);
    int[] rows = lists[part.table()].rows();
    state.tables[part.table()].apply(rows, part.from(), part.to(), scratch, rate);
  }

  @Override
  public void pushed(int lane, RowLane.Begun push) {
    state.lanes[lane].applied(push.samples);
    state.version++;
    state.pushes++;
  }

  @Override
  public long clocksDone() {
    return 0;
  }
}
