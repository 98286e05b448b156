package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowShardSettings;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

/**
 * Tables of rows. The rows of the first, and of a table of rows so wide that each is a part for
 * itself, tell pushes apart ({@link OneHot}); the others are trained.
 *
 * @param iterations of a lane, on average
 * @param wide whether there is a table of such rows
 * @param listBytes of lists that a shard remembers
 */
record RowScenario(
    String strategy,
    String optimiser,
    int lanes,
    int shards,
    int iterations,
    boolean wide,
    long listBytes)
    implements Scenario {
  /** The rate of rows that tell pushes apart: what is pushed is divided by it without a rest. */
  static final float HOT_RATE = 0.5f;

  static final int HOT = 0;
  static final int WIDE = 3;
  private static final int WIDE_FLOATS = 33_000;
  private static final long SEED = 7;

  private static final List<String> STRATEGIES =
      List.of(
          "bsp",
          "bsp",
          "bsp",
          "ssp:0",
          "ssp:1",
          "ssp:2",
          "ssp:4",
          "ssp:2+lr/tau",
          "asp",
          "asp",
          "asp:lr/tau");
  private static final List<String> OPTIMISERS = List.of("sgd", "adagrad", "added");
  private static final List<Long> LIST_BYTES =
      List.of(0L, 150L, 600L, RowShardSettings.USUAL_LIST_BYTES);

  RowScenario {
    boolean corrected = strategy.contains("lr/tau");
    optimiser = corrected && optimiser.equals("added") ? "sgd" : optimiser;
  }

  /** Five shards and eight lanes, of the seed's choice. */
  static RowScenario drawn(Random random) {
    return new RowScenario(
        STRATEGIES.get(random.nextInt(STRATEGIES.size())),
        OPTIMISERS.get(random.nextInt(OPTIMISERS.size())),
        8,
        5,
        8,
        random.nextInt(8) == 0,
        LIST_BYTES.get(random.nextInt(LIST_BYTES.size())));
  }

  /** Every strategy that is drawn. */
  static List<String> strategies() {
    return STRATEGIES.stream().distinct().toList();
  }

  OneHot oneHot() {
    return OneHot.of(lanes, Math.min(OneHot.MOST_CLOCKS, iterations * lanes));
  }

  @Override
  public Trained trained() {
    return new RowsTrained(this, training());
  }

  @Override
  public Scenario calm() {
    return new RowScenario(
        strategy, optimiser, lanes, shards, iterations, wide, RowShardSettings.USUAL_LIST_BYTES);
  }

  private RowTraining training() {
    String hot = optimiser.equals("added") ? "added" : "sgd";
    List<RowTableSpec> specs = new ArrayList<>();
    specs.add(spec("hot", 23, oneHot().length(), "zero", hot, new Schedule.Constant(HOT_RATE)));
    Schedule schedule = Schedule.parse("warmup:0.2+cosine", 0.1f);
    specs.add(spec("trained", 200, 5, "uniform:0.5", optimiser, schedule));
    specs.add(spec("ones", 60, 1, "normal:0.1", optimiser, schedule));
    if (wide) {
      specs.add(spec("wide", 10, WIDE_FLOATS, "zero", hot, new Schedule.Constant(HOT_RATE)));
    }
    return new RowTraining(
        new RowTables(specs, shards),
        lanes,
        Strategy.parse(strategy),
        new Budget((long) iterations * lanes * BATCH, BATCH),
        SEED);
  }

  private static RowTableSpec spec(
      String name, int rows, int width, String init, String optimiser, Schedule schedule) {
    OptimiserSettings settings =
        optimiser.equals("added")
            ? new OptimiserSettings.Added()
            : OptimiserSettings.parse(optimiser);
    return new RowTableSpec(name, rows, width, RowInit.parse(init), settings, schedule);
  }

  @Override
  public String toString() {
    return "rows, %s with %s, %d shards, %d lanes%s, %d bytes of lists"
        .formatted(strategy, optimiser, shards, lanes, wide ? ", wide" : "", listBytes);
  }
}
