package org.tengen.ps.checkpoint;

import java.io.IOException;
import org.tengen.ps.rows.RowMarks;
import org.tengen.ps.rows.RowSnapshot;
import org.tengen.ps.rows.RowTables;

/**
 * Writes what {@link RowShardFile} tells of, some at a time: as much as its caller has room for.
 * Used by one thread.
 */
final class RowShardWriter {
  /** Numbers that are written at once. */
  private static final int SOME = 64 * 1024;

  private final RowSnapshot snapshot;
  private final RowTables tables;
  private final RowMarks marks;
  private Stage stage = Stage.HEAD;
  private int table;

  /** The next row, float or block of the stage. */
  private int at;

  /** What is written next. */
  private enum Stage {
    HEAD,
    OVERWRITTEN_ROWS,
    OVERWRITTEN_WEIGHTS,
    BLOCKS,
    DONE
  }

  /** Writes a snapshot, which stays its owner's to close. */
  RowShardWriter(RowSnapshot snapshot) {
    this.snapshot = snapshot;
    this.tables = snapshot.training().tables();
    this.marks = snapshot.marks();
  }

  /** Writes a little; returns whether there is more. */
  boolean some(LittleOutput out) throws IOException {
    switch (stage) {
      case HEAD -> head(out);
      case OVERWRITTEN_ROWS -> overwrittenRows(out);
      case OVERWRITTEN_WEIGHTS -> overwrittenWeights(out);
      case BLOCKS -> block(out);
      case DONE -> {}
    }
    return stage != Stage.DONE;
  }

  private void go(int toTable, Stage next) {
    table = toTable;
    stage = next;
    at = 0;
  }

  private void head(LittleOutput out) throws IOException {
    out.i32(RowShardFile.MAGIC);
    out.i32(RowShardFile.FORMAT);
    out.i32(snapshot.shard());
    out.i32(tables.shards());
    out.i32(marks.lanes().size());
    out.i32(tables.count());
    out.i64(snapshot.training().seed());
    out.i64(marks.version());
    out.i64(marks.pushes());
    for (int each = 0; each < tables.count(); each++) {
      out.i32(tables.spec(each).rows());
      out.i32(tables.width(each));
      out.i32(snapshot.hasState(each) ? 1 : 0);
    }
    for (RowMarks.LaneMark lane : marks.lanes()) {
      write(out, lane);
    }
    go(0, Stage.OVERWRITTEN_ROWS);
  }

  private static void write(LittleOutput out, RowMarks.LaneMark lane) throws IOException {
    out.i64(lane.clock());
    out.i64(lane.samples());
    RowMarks.BegunMark begun = lane.begun();
    out.i32(begun == null ? 0 : begun.parts());
    if (begun != null) {
      out.i32(begun.samples());
      out.longs(begun.lists());
      out.i32(begun.done().length);
      out.longs(begun.done());
    }
  }

  private void overwrittenRows(LittleOutput out) throws IOException {
    int[] rows = marks.undo().get(table).rows();
    if (at == 0) {
      out.i32(rows.length);
    }
    int end = Math.min(rows.length, at + SOME);
    while (at < end) {
      out.i32(rows[at++]);
    }
    if (at == rows.length) {
      go(table, Stage.OVERWRITTEN_WEIGHTS);
    }
  }

  private void overwrittenWeights(LittleOutput out) throws IOException {
    float[] weights = marks.undo().get(table).weights();
    int end = Math.min(weights.length, at + SOME);
    out.floats(weights, at, end);
    at = end;
    if (at == weights.length) {
      boolean last = table + 1 == tables.count();
      go(last ? 0 : table + 1, last ? Stage.BLOCKS : Stage.OVERWRITTEN_ROWS);
    }
  }

  /** The next block that has memory, or the end of the table. */
  private void block(LittleOutput out) throws IOException {
    float[] weights = null;
    while (at < snapshot.blocks(table) && weights == null) {
      weights = snapshot.weights(table, at++);
    }
    if (weights != null) {
      out.i32(at - 1);
      out.floats(weights);
      out.floats(snapshot.state(table, at - 1));
    } else {
      out.i32(RowShardFile.NO_BLOCK);
      boolean last = table + 1 == tables.count();
      go(last ? table : table + 1, last ? Stage.DONE : Stage.BLOCKS);
    }
  }
}
