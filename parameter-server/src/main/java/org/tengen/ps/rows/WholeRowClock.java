package org.tengen.ps.rows;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Request;

/**
 * One update a clock: of each row that any lane has pushed to, the sum over the lanes, added in
 * lane order so that it has the same bits whoever comes first, divided by all lanes' samples, those
 * that did not touch the row included. A push is kept until the clock is whole. Shard thread only.
 */
final class WholeRowClock implements RowGatherer {
  private final RowShardState state;
  private final RowTables tables;
  private final Kept[] kept;

  /** Of the rows that are updated together. */
  private final float[] sum = new float[RowTables.PART_FLOATS];

  private long clocksDone;
  private int lanesPushed;

  WholeRowClock(RowShardState state) {
    this.state = state;
    this.tables = state.training().tables();
    this.kept = new Kept[state.lanes.length];
    for (int lane = 0; lane < kept.length; lane++) {
      kept[lane] = new Kept(tables.count());
    }
    this.clocksDone = state.lanes[0].clock();
  }

  /** One lane's push of the clock. */
  private static final class Kept {
    final RowList[] lists;
    final float[][] @Nullable [] parts;
    int samples;

    Kept(int tables) {
      lists = new RowList[tables];
      parts = new float[tables][][];
      clear();
    }

    void clear() {
      for (int table = 0; table < lists.length; table++) {
        lists[table] = RowList.none(table);
        parts[table] = null;
      }
    }
  }

  @Override
  public void gather(Request.RowPush push, RowTables.Part part, RowList[] lists) {
    if (part.rows() == 0) {
      return;
    }
    Kept of = kept[push.lane()];
    int table = part.table();
    int partRows = tables.partRows(table);
    float[][] parts = of.parts[table];
    if (parts == null) {
      parts = new float[(lists[table].rows().length - 1) / partRows + 1][];
      of.parts[table] = parts;
      of.lists[table] = lists[table];
    }
    float[] floats = new float[push.payload().length()];
    push.payload().read(0, floats, 0, floats.length);
    parts[part.from() / partRows] = floats;
  }

  @Override
  public void pushed(int lane, RowLane.Begun push) {
    kept[lane].samples = push.samples;
    lanesPushed++;
    if (lanesPushed == kept.length) {
      update();
      lanesPushed = 0;
      for (int each = 0; each < kept.length; each++) {
        state.lanes[each].applied(kept[each].samples);
        kept[each].clear();
      }
      state.pushes += kept.length;
      state.version++;
      clocksDone++;
    }
  }

  @Override
  public long clocksDone() {
    return clocksDone;
  }

  private void update() {
    long samples = 0;
    for (Kept each : kept) {
      samples += each.samples;
    }
    float scale = samples == 0 ? 0 : 1f / samples;
    for (int table = 0; table < tables.count(); table++) {
      state.undo[table].clear();
      merge(table, state.rate(table, scale, 1));
    }
  }

  /** Goes through all lanes' rising lists at once, and updates as many rows together as fit. */
  private void merge(int table, RowUpdate.Rate rate) {
    RowBlocks blocks = state.tables[table];
    int partRows = tables.partRows(table);
    int[] rows = new int[partRows];
    int count = 0;
    int[] at = new int[kept.length];
    for (int row = lowest(table, at); row >= 0; row = lowest(table, at)) {
      boolean any = false;
      for (int lane = 0; lane < kept.length; lane++) {
        int[] its = kept[lane].lists[table].rows();
        if (at[lane] < its.length && its[at[lane]] == row) {
          any |= add(kept[lane], table, at[lane]++, count, !any);
        }
      }
      if (any) {
        state.undo[table].add(row, blocks);
        rows[count++] = row;
      }
      if (count == partRows) {
        blocks.apply(rows, 0, count, sum, 0, rate);
        count = 0;
      }
    }
    blocks.apply(rows, 0, count, sum, 0, rate);
  }

  /** The lowest row that any lane is at; -1 if all are through. */
  private int lowest(int table, int[] at) {
    int lowest = -1;
    for (int lane = 0; lane < kept.length; lane++) {
      int[] rows = kept[lane].lists[table].rows();
      if (at[lane] < rows.length && (lowest < 0 || rows[at[lane]] < lowest)) {
        lowest = rows[at[lane]];
      }
    }
    return lowest;
  }

  /**
   * Adds a lane's row to row {@code to} of the sum; whether there was anything: a push of no
   * samples has nothing.
   */
  private boolean add(Kept from, int table, int k, int to, boolean first) {
    if (from.samples == 0) {
      return false;
    }
    int width = tables.width(table);
    int partRows = tables.partRows(table);
    float[] floats = Objects.requireNonNull(from.parts[table])[k / partRows];
    int begin = k % partRows * width;
    if (first) {
      System.arraycopy(floats, begin, sum, to * width, width);
    } else {
      for (int i = 0; i < width; i++) {
        sum[to * width + i] += floats[begin + i];
      }
    }
    return true;
  }
}
