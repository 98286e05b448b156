package org.tengen.ps.rows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.tengen.ps.checkpoint.LittleOutput;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.checkpoint.RowShardReader;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

/**
 * Runs of two tables whose lanes pull and push rows drawn from (lane, clock), towards targets of
 * their own; and the same arithmetic on plain arrays.
 */
public final class RowRuns {
  public static final int LANES = 3;
  public static final int ITERATIONS = 30;
  private static final int SAMPLES = 4;
  private static final int[] ROWS = {200, 3000};
  private static final int[] WIDTHS = {5, 1};
  private static final long SEED = 11;
  private static final AtomicInteger RUNS = new AtomicInteger();

  private RowRuns() {}

  /** A name that no other run has. */
  public static String name() {
    return "rows-" + RUNS.incrementAndGet();
  }

  /** What is trained. */
  public static RowTraining training(String strategy, int lanes, int shards, String optimiser) {
    List<RowTableSpec> specs = new ArrayList<>();
    for (int table = 0; table < ROWS.length; table++) {
      specs.add(
          new RowTableSpec(
              "table-" + table,
              ROWS[table],
              WIDTHS[table],
              RowInit.parse("uniform:0.5"),
              OptimiserSettings.parse(optimiser),
              Schedule.parse("constant", 0.1f)));
    }
    return new RowTraining(
        new RowTables(specs, shards),
        lanes,
        Strategy.parse(strategy),
        new Budget((long) ITERATIONS * lanes * SAMPLES, SAMPLES),
        SEED);
  }

  /** All lanes, each in a thread, to the end of the budget. */
  public static void train(RowTraining training, Connector connector) throws Exception {
    train(training, connector, Long.MAX_VALUE);
  }

  /** All lanes, each in a thread, to the end of the budget or before they pull for a clock. */
  public static void train(RowTraining training, Connector connector, long end) throws Exception {
    ExecutorService tasks = Executors.newFixedThreadPool(training.lanes());
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int each = 0; each < training.lanes(); each++) {
        int lane = each;
        ends.add(
            tasks.submit(
                () -> {
                  lane(training, lane, connector, end);
                  return null;
                }));
      }
      for (Future<?> each : ends) {
        each.get(100, TimeUnit.SECONDS);
      }
    } finally {
      tasks.shutdownNow();
    }
  }

  /** One lane, to the end of the budget or before it pulls for a clock. */
  public static void lane(RowTraining training, int lane, Connector connector, long end)
      throws InterruptedException {
    RowTables tables = training.tables();
    try (RowSession session =
        Lanes.joinRows(
            lane, "thread " + lane, Map.of(), connector, RowClientSettings.usual(tables))) {
      for (long clock = session.clock(); clock < end; clock++) {
        List<RowBatch> batches = new ArrayList<>();
        for (int table = 0; table < tables.count(); table++) {
          RowIds ids = RowIds.of(tables, table, ids(table, lane, clock));
          batches.add(new RowBatch(ids, new float[ids.count() * tables.width(table)]));
        }
        if (!session.pull(clock, batches)) {
          return;
        }
        for (RowBatch batch : batches) {
          for (int i = 0; i < batch.values().length; i++) {
            batch.values()[i] = sum(batch.values()[i], lane, clock);
          }
        }
        session.push(clock, batches, SAMPLES);
      }
    }
  }

  /** The rows that a lane touches: none, few, or the same as three clocks before. */
  static int[] ids(int table, int lane, long clock) {
    Random random = new Random(31L * table + 7L * lane + 1009L * (clock % 3) + 1);
    if (random.nextInt(5) == 0) {
      return new int[0];
    }
    return random.ints(0, ROWS[table]).limit(40).sorted().distinct().toArray();
  }

  /** A gradient's sum, of a weight that is pulled towards the lane's own target. */
  private static float sum(float weight, int lane, long clock) {
    return SAMPLES * (weight - (lane + clock % 5));
  }

  /** All rows in the end where updates are whole clocks, or there is one lane. */
  public static float[][] reference(RowTraining training) {
    float[][] tables = new float[ROWS.length][];
    for (int table = 0; table < tables.length; table++) {
      tables[table] = initial(training, table);
      float[] history = new float[tables[table].length];
      for (long clock = 0; clock < ITERATIONS; clock++) {
        float[] sums = new float[history.length];
        for (int lane = 0; lane < training.lanes(); lane++) {
          for (int id : ids(table, lane, clock)) {
            for (int i = id * WIDTHS[table]; i < (id + 1) * WIDTHS[table]; i++) {
              sums[i] += sum(tables[table][i], lane, clock);
            }
          }
        }
        boolean adagrad =
            training.tables().spec(table).optimiser() instanceof OptimiserSettings.Adagrad;
        step(tables[table], history, sums, 1f / (SAMPLES * training.lanes()), adagrad);
      }
    }
    return tables;
  }

  private static float[] initial(RowTraining training, int table) {
    float[] all = new float[ROWS[table] * WIDTHS[table]];
    RowInit init = training.tables().spec(table).init();
    for (int id = 0; id < ROWS[table]; id++) {
      init.fill(RowInit.seedOf(SEED, table, id), all, id * WIDTHS[table], WIDTHS[table]);
    }
    return all;
  }

  private static void step(
      float[] weights, float[] history, float[] sums, float scale, boolean adagrad) {
    for (int i = 0; i < weights.length; i++) {
      float g = scale * sums[i];
      if (adagrad) {
        history[i] += g * g;
        weights[i] -= 0.1f * g / ((float) Math.sqrt(history[i]) + 1e-6f);
      } else {
        weights[i] -= 0.1f * g;
      }
    }
  }

  /** All rows of all tables as they are in images, which are closed. */
  public static float[][] weights(List<RowShardImage> shards) throws IOException {
    RowTables tables = shards.get(0).training().tables();
    float[][] all = new float[tables.count()][];
    for (int table = 0; table < all.length; table++) {
      all[table] = new float[tables.spec(table).rows() * tables.width(table)];
    }
    for (RowShardImage shard : shards) {
      copy(state(shard), all);
      shard.close();
    }
    return all;
  }

  /** The shard that an image has. */
  public static RowShardState state(RowShardImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (LittleOutput out = new LittleOutput(bytes)) {
      image.writeTo(out);
      out.flush();
    }
    RowShardReader reader = new RowShardReader(image.training(), image.shard());
    reader.add(bytes.toByteArray());
    return reader.state();
  }

  private static void copy(RowShardState shard, float[][] into) {
    RowTables tables = shard.training().tables();
    for (int table = 0; table < into.length; table++) {
      int width = tables.width(table);
      for (int row = 0; row < tables.rowsOf(table, shard.shard()); row++) {
        int id = row * tables.shards() + shard.shard();
        shard.tables[table].gather(row, into[table], id * width);
      }
    }
  }
}
