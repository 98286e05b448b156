package org.tengen.ps.rows;

import java.util.Arrays;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Correction;

/** Every push is an update of its own; its parts are applied as they come. Shard thread only. */
final class EachRowPush implements RowGatherer {
  /** Floats of a push that stay in a core's first-level cache, where a row is not longer. */
  private static final int PIECE_FLOATS = 2048;

  private final RowShardState state;
  private final Correction correction;
  private final float[] scratch;

  EachRowPush(RowShardState state) {
    this.state = state;
    this.correction = state.training().strategy().correction();
    int widest = Arrays.stream(state.tables).mapToInt(RowBlocks::width).max().orElse(0);
    this.scratch = new float[Math.max(PIECE_FLOATS, widest)];
  }

  @Override
  public void gather(Request.RowPush push, RowTables.Part part, RowList[] lists) {
    if (part.rows() == 0) {
      return;
    }
    double factor = correction.rateFactor(state.version - push.pulledVersion());
    RowUpdate.Rate rate = state.rate(part.table(), 1f / push.samples(), factor);
    apply(state.tables[part.table()], lists[part.table()].rows(), part, push.payload(), rate);
  }

  private void apply(
      RowBlocks blocks, int[] rows, RowTables.Part part, Payload sums, RowUpdate.Rate rate) {
    if (blocks.addsAnywhere() && sums instanceof Payload.ArrayPayload floats) {
      blocks.apply(rows, part.from(), part.to(), floats.array(), floats.offset(), rate);
      return;
    }
    int width = blocks.width();
    int some = Math.max(1, PIECE_FLOATS / width);
    for (int from = part.from(); from < part.to(); from += some) {
      int to = Math.min(part.to(), from + some);
      sums.read((from - part.from()) * width, scratch, 0, (to - from) * width);
      blocks.apply(rows, from, to, scratch, 0, rate);
    }
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
