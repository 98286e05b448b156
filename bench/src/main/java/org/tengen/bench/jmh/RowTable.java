package org.tengen.bench.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.serving.ServedListener;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

/**
 * A real shard of one row table, and lists of random rows that it knows. A thread has its own.
 * Lists of a table that fits no cache are many and far apart, so that each finds its rows in
 * memory.
 */
@State(Scope.Thread)
public class RowTable implements ServedListener, ReplyHandler {
  private static final int LISTS = 64;

  /** Floats of a row. */
  @Param({"1", "100"})
  int width;

  /** One part, which fits a core's cache, and a table that fits none (1 GB). */
  @Param({"65536", "268435456"})
  int floats;

  /** The mean distance of two rows of a list. */
  @Param({"2", "256"})
  int gap;

  /** As settings name it. */
  @Param({"sgd", "adagrad"})
  String optimiser = "sgd";

  /** The rows of a list: a million floats, or what a small table has of rows so far apart. */
  int listRows;

  private RowTables tables = tables(1, 1, new OptimiserSettings.Sgd());
  private RowShard shard = shard(tables);
  private long[][] names = {};
  private float[] sums = {};
  private float[] into = {};
  private long clock;
  private long version;
  private int list;
  private boolean answered;

  /** Makes the table, of which every row has memory. */
  @Setup
  public void fill() {
    int rows = floats / width;
    tables = tables(rows, width, OptimiserSettings.parse(optimiser));
    shard = shard(tables);
    ask(new Request.Attach(0, 1));
    touchAll(rows);
    boolean small = floats <= RowTables.PART_FLOATS;
    listRows = rows(rows, width, gap);
    names = new long[small ? 1 : LISTS][];
    for (int i = 0; i < names.length; i++) {
      names[i] = new long[] {tell(random(rows, listRows, gap, i))};
    }
    sums = new float[RowTables.PART_FLOATS];
    Arrays.fill(sums, 0.01f);
    into = new float[RowTables.PART_FLOATS];
  }

  /** The shard gives the rows of the next list. */
  void gather() {
    next();
    ask(new Request.RowPull(0, 1, clock, names[list]));
  }

  /** The shard takes a push of the rows of the next list. */
  void apply() {
    next();
    push(names[list], listRows);
  }

  private void next() {
    list = list + 1 == names.length ? 0 : list + 1;
  }

  private void push(long[] of, int rows) {
    ask(new Request.RowPull(0, 1, clock, new long[1]));
    int[] counts = {rows};
    int parts = tables.parts(counts);
    for (int part = 0; part < parts; part++) {
      int length = tables.part(counts, part).rows() * width;
      Payload payload = Payload.of(sums, 0, length);
      ask(new Request.RowPush(0, 1, clock, part, version, 32, of, payload));
    }
    clock++;
  }

  private void touchAll(int rows) {
    sums = new float[RowTables.PART_FLOATS];
    int most = Math.min(RowIds.MAX_ROWS, RowTables.MAX_PARTS * (RowTables.PART_FLOATS / width));
    int some = Math.min(rows, most);
    for (int from = 0; from < rows; from += some) {
      int[] ids = new int[Math.min(some, rows - from)];
      for (int i = 0; i < ids.length; i++) {
        ids[i] = from + i;
      }
      push(new long[] {tell(ids)}, ids.length);
    }
  }

  private long tell(int[] rising) {
    RowIds ids = RowIds.of(tables, 0, rising);
    ask(new Request.RowList(0, 1, 0, ids.hash(0), ids.rows(0)));
    return ids.hash(0);
  }

  /** How many rows a list has. */
  static int rows(int rows, int width, int gap) {
    return Math.max(1, Math.min(rows / gap, (1 << 20) / width));
  }

  /** One row from each stretch of {@code gap}, lists one after the other over the table. */
  static int[] random(int rows, int count, int gap, int list) {
    SplittableRandom random = new SplittableRandom(list);
    int base = (int) ((long) list * count * gap % Math.max(1, rows - (long) count * gap));
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = base + i * gap + random.nextInt(gap);
    }
    return ids;
  }

  private static RowTables tables(int rows, int width, OptimiserSettings optimiser) {
    RowTableSpec spec =
        new RowTableSpec(
            "rows", rows, width, new RowInit.Zero(), optimiser, new Schedule.Constant(1e-3f));
    return new RowTables(List.of(spec), 1);
  }

  private RowShard shard(RowTables of) {
    RowTraining training =
        new RowTraining(of, 1, Strategy.parse("asp"), new Budget(1L << 60, 1), 1);
    return new RowShard(
        new RowShardState(training, 0),
        new RowShardSettings(new long[1], Long.MAX_VALUE, 400L << 20),
        this,
        () -> {});
  }

  private void ask(Request request) {
    answered = false;
    shard.submit(request, this);
    shard.doWork(0);
    if (!answered) {
      throw new IllegalStateException("no answer to " + request);
    }
  }

  @Override
  public void onWeights(int part, long itsVersion, Payload weights) {
    version = itsVersion;
    weights.read(0, into, 0, weights.length());
  }

  @Override
  public void onReply(Reply reply) {
    if (reply instanceof Reply.Refused || reply instanceof Reply.UnknownLists) {
      throw new IllegalStateException(reply.toString());
    }
    answered = true;
  }

  @Override
  public void onFinished(int index) {}

  @Override
  public void onBroken(int index, String message) {
    throw new IllegalStateException(message);
  }
}
