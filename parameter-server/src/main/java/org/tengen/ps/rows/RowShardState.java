package org.tengen.ps.rows;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a shard of row tables holds: what it is started from, and from then on its own. Filled
 * from a file block by block, so that a table is never on the heap twice.
 */
public final class RowShardState {
  private final RowTraining training;
  private final int shard;
  final RowBlocks[] tables;
  final RowUndo[] undo;
  final RowLane[] lanes;
  long version;
  long pushes;

  /** A shard before its first push, of which nothing has memory. */
  public RowShardState(RowTraining training, int shard) {
    this(training, shard, RowMarks.beginning(training.lanes()));
  }

  /** A shard that goes on from {@code marks}, and the blocks that follow. */
  public RowShardState(RowTraining training, int shard, RowMarks marks) {
    this.training = training;
    this.shard = shard;
    int count = training.tables().count();
    this.tables = new RowBlocks[count];
    RowWork work = new RowWork();
    this.undo = new RowUndo[count];
    for (int table = 0; table < count; table++) {
      tables[table] = new RowBlocks(training, table, shard, work);
      undo[table] = new RowUndo(training.tables().width(table));
    }
    for (int table = 0; table < marks.undo().size(); table++) {
      undo[table].restore(marks.undo().get(table));
    }
    this.lanes = new RowLane[training.lanes()];
    for (int lane = 0; lane < lanes.length; lane++) {
      lanes[lane] = new RowLane(count);
      lanes[lane].begin(marks.lanes().get(lane));
    }
    requireOneClock(training, marks);
    this.version = marks.version();
    this.pushes = marks.pushes();
  }

  private static void requireOneClock(RowTraining training, RowMarks marks) {
    long clocks = marks.lanes().stream().mapToLong(RowMarks.LaneMark::clock).distinct().count();
    boolean begun = marks.lanes().stream().anyMatch(lane -> lane.begun() != null);
    if (training.strategy().gathering().wholeClock() && (clocks > 1 || begun)) {
      throw new IllegalArgumentException(
          "strategy="
              + training.strategy()
              + ": the lanes of these rows are at different clocks; expected ssp:SLACK or asp");
    }
  }

  /** The shard's index. */
  public int shard() {
    return shard;
  }

  /** What is trained. */
  public RowTraining training() {
    return training;
  }

  /** Pushes applied; before the shard has begun. */
  public long pushes() {
    return pushes;
  }

  /** The blocks of a table, with memory or not. */
  public int blocks(int table) {
    return tables[table].count();
  }

  /** The floats of a block, and of its state where {@link #hasState}. */
  public int floats(int table, int block) {
    return tables[table].floats(block);
  }

  /** Whether a table's blocks have state. */
  public boolean hasState(int table) {
    return tables[table].hasState();
  }

  /** Gives a block its weights and state, both the callee's from now on; before the start. */
  public void put(int table, int block, float[] weights, float[] state) {
    tables[table].set(block, weights, state);
  }

  /**
   * Says what rising rows of a table held before the last clock, both arrays the callee's from now
   * on; before the start.
   */
  public void overwritten(int table, int[] rows, float[] weights) {
    undo[table].take(rows, weights);
  }

  /** What a block's weights are before the first push to it. */
  public float[] initial(int table, int block) {
    return tables[table].initial(block);
  }

  /**
   * Everything as it is now, but for pushes that wait for a whole clock.
   *
   * @param clocksDone the clock of all lanes where updates are whole clocks; else -1
   */
  RowSnapshot snapshot(long clocksDone, Runnable onClose) {
    List<RowBlocks.Lent> lent = new ArrayList<>();
    List<RowMarks.Undo> overwritten = new ArrayList<>();
    for (int table = 0; table < tables.length; table++) {
      lent.add(tables[table].lend());
      overwritten.add(undo[table].mark());
    }
    List<RowMarks.LaneMark> marks = new ArrayList<>();
    for (RowLane lane : lanes) {
      RowLane.Begun begun = lane.begun;
      marks.add(
          clocksDone >= 0
              ? new RowMarks.LaneMark(clocksDone, lane.samples(), null)
              : new RowMarks.LaneMark(
                  lane.clock(), lane.samples(), begun == null ? null : begun.mark()));
    }
    RowMarks at = new RowMarks(version, pushes, marks, overwritten);
    return new RowSnapshot(training, shard, at, lent, onClose);
  }

  /** The rate of a table's next update. */
  RowUpdate.Rate rate(int table, float scale, double rateFactor) {
    RowTableSpec spec = training.tables().spec(table);
    double progress = (double) pushes / training.pushes();
    float rate = (float) (spec.schedule().rate(version, progress) * rateFactor);
    return new RowUpdate.Rate(scale, rate, version);
  }
}
