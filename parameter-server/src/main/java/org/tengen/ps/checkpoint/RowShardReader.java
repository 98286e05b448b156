package org.tengen.ps.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.rows.RowMarks;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;

/**
 * Makes a shard of what {@link RowShardFile} tells of, as it comes, cut anywhere: beside the shard
 * there is a block of it in memory. Used by one thread.
 */
public final class RowShardReader {
  /** Numbers that are read at once. */
  private static final int SOME = 64 * 1024;

  private final RowTraining training;
  private final RowTables tables;
  private final int shard;
  private Stage stage = Stage.HEAD;
  private int table;

  /** The next row or float of the stage; where it is blocks, the one before. */
  private int at;

  private int rowCount;
  private int[] rows = {};
  private float[] weights = {};
  private @Nullable RowMarks marks;
  private @Nullable RowShardState state;

  /** What came last and is not read, since it is a part of something. */
  private byte[] rest = {};

  /** What is read next. */
  private enum Stage {
    HEAD,
    OVERWRITTEN,
    OVERWRITTEN_ROWS,
    OVERWRITTEN_WEIGHTS,
    BLOCKS,
    DONE
  }

  /** Reads a shard of a training. */
  public RowShardReader(RowTraining training, int shard) {
    this.training = training;
    this.tables = training.tables();
    this.shard = shard;
  }

  /**
   * Takes the next bytes.
   *
   * @throws DamagedException if they are no such shard
   */
  public void add(byte[] piece) throws IOException {
    byte[] all = Arrays.copyOf(rest, rest.length + piece.length);
    System.arraycopy(piece, 0, all, rest.length, piece.length);
    LittleInput in = new LittleInput(new ByteArrayInputStream(all));
    long read = 0;
    try {
      boolean more = stage != Stage.DONE;
      while (more) {
        more = some(in);
        read = in.read();
      }
    } catch (EOFException e) {
      // what is here in part is read when the rest of it has come
    }
    rest = Arrays.copyOfRange(all, (int) read, all.length);
    if (isWhole() && rest.length > 0) {
      throw new DamagedException(rest.length + " bytes follow the end");
    }
  }

  /** Whether all of it has come. */
  public boolean isWhole() {
    return stage == Stage.DONE;
  }

  /** The shard, once it is whole; the caller's from now on. */
  public RowShardState state() {
    if (!isWhole()) {
      throw new IllegalStateException("shard " + shard + " of rows is not whole");
    }
    return its();
  }

  /** Where the shard is, once its head is read. */
  RowMarks marks() {
    return Objects.requireNonNull(marks);
  }

  /** Whether what comes next are blocks. */
  boolean atBlocks() {
    return stage == Stage.BLOCKS;
  }

  /**
   * Reads a little; returns whether there is more.
   *
   * @throws EOFException if it has not come whole; it can be read again
   */
  boolean some(LittleInput in) throws IOException {
    switch (stage) {
      case HEAD -> head(in);
      case OVERWRITTEN -> overwritten(in);
      case OVERWRITTEN_ROWS -> overwrittenRows(in);
      case OVERWRITTEN_WEIGHTS -> overwrittenWeights(in);
      case BLOCKS -> block(in);
      case DONE -> {}
    }
    return stage != Stage.DONE;
  }

  private void go(int toTable, Stage next) {
    table = toTable;
    stage = next;
    at = next == Stage.BLOCKS ? RowShardFile.NO_BLOCK : 0;
  }

  private void head(LittleInput in) throws IOException {
    require("magic", in.i32(), RowShardFile.MAGIC);
    require("format", in.i32(), RowShardFile.FORMAT);
    require("shard", in.i32(), shard);
    require("shards", in.i32(), tables.shards());
    require("lanes", in.i32(), training.lanes());
    require("tables", in.i32(), tables.count());
    require("seed", in.i64(), training.seed());
    long version = in.i64();
    long pushes = in.i64();
    RowShardState shape = new RowShardState(training, shard);
    for (int each = 0; each < tables.count(); each++) {
      require("rows", in.i32(), tables.spec(each).rows());
      require("width", in.i32(), tables.width(each));
      require("state", in.i32(), shape.hasState(each) ? 1 : 0);
    }
    List<RowMarks.LaneMark> lanes = new ArrayList<>();
    for (int lane = 0; lane < training.lanes(); lane++) {
      lanes.add(lane(in));
    }
    RowMarks read = new RowMarks(version, pushes, lanes, List.of());
    marks = read;
    state = new RowShardState(training, shard, read);
    go(0, Stage.OVERWRITTEN);
  }

  private RowMarks.LaneMark lane(LittleInput in) throws IOException {
    long clock = in.i64();
    long samples = in.i64();
    int parts = in.i32();
    RowMarks.@Nullable BegunMark begun = null;
    if (parts != 0) {
      int ofSamples = in.i32();
      long[] lists = in.longs(tables.count());
      int words = in.i32();
      if (words < 0 || words > RowTables.MAX_PARTS / Long.SIZE) {
        throw new DamagedException("parts that are done: " + words + " words");
      }
      begun = new RowMarks.BegunMark(parts, ofSamples, lists, in.longs(words));
    }
    return new RowMarks.LaneMark(clock, samples, begun);
  }

  private void overwritten(LittleInput in) throws IOException {
    int count = in.i32();
    if (count < 0
        || count > tables.rowsOf(table, shard)
        || (long) count * tables.width(table) > Integer.MAX_VALUE) {
      throw new DamagedException("overwritten rows " + count);
    }
    rowCount = count;
    rows = new int[0];
    go(table, Stage.OVERWRITTEN_ROWS);
  }

  private void overwrittenRows(LittleInput in) throws IOException {
    int end = Math.min(rowCount, at + SOME);
    if (rows.length < end) {
      rows = Arrays.copyOf(rows, (int) Math.min(rowCount, 2L * end));
    }
    for (int row = at; row < end; row++) {
      rows[row] = in.i32();
    }
    at = end;
    if (at == rowCount) {
      weights = new float[rowCount * tables.width(table)];
      go(table, Stage.OVERWRITTEN_WEIGHTS);
    }
  }

  private void overwrittenWeights(LittleInput in) throws IOException {
    int end = Math.min(weights.length, at + SOME);
    in.floats(weights, at, end);
    at = end;
    if (at == weights.length) {
      its().overwritten(table, Arrays.copyOf(rows, rowCount), weights);
      boolean last = table + 1 == tables.count();
      go(last ? 0 : table + 1, last ? Stage.BLOCKS : Stage.OVERWRITTEN);
    }
  }

  private void block(LittleInput in) throws IOException {
    RowShardState into = its();
    int block = RowShardFile.block(in, into, table, at);
    if (block == RowShardFile.NO_BLOCK) {
      boolean last = table + 1 == tables.count();
      go(last ? table : table + 1, last ? Stage.DONE : Stage.BLOCKS);
      return;
    }
    int floats = into.floats(table, block);
    float[] its = in.floats(floats);
    into.put(table, block, its, in.floats(into.hasState(table) ? floats : 0));
    at = block;
  }

  private RowShardState its() {
    return Objects.requireNonNull(state);
  }

  private static void require(String what, long is, long expected) throws DamagedException {
    if (is != expected) {
      throw new DamagedException(what + " " + is + ", expected " + expected);
    }
  }
}
