package org.tengen.bench.ps;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * What one row of the table does: rounds of a pull and a push of a whole table.
 *
 * @param floats of the table
 * @param warmUp rounds before the measured ones
 * @param rounds measured rounds
 */
record Work(int floats, int shards, int workers, int warmUp, int rounds) {
  /** Payload of the measured rounds of each kind of row, but for the least and the most rounds. */
  private static final long BYTES = 6_000_000_000L;

  private static final int LEAST_ROUNDS = 7;
  private static final int MOST_ROUNDS = 3000;

  /** The rounds that a table of this size gets, the same on every road. */
  static Work ofSize(long bytes, int shards, int workers) {
    int rounds = (int) Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, BYTES / bytes));
    int warmUp = bytes >= 1_000_000_000 ? 2 : rounds;
    return new Work(Math.toIntExact(bytes / Float.BYTES), shards, workers, warmUp, rounds);
  }

  /** Rounds of a small table: what counts is how long one takes. */
  static Work roundTrips(int floats) {
    return new Work(floats, 1, 1, 20_000, 20_000);
  }

  /** Fewer rounds, to see that everything runs. */
  Work atMost(int most) {
    return new Work(floats, shards, workers, Math.min(warmUp, most), Math.min(rounds, most));
  }

  long bytes() {
    return (long) floats * Float.BYTES;
  }

  /** Every push is added to the weights as it comes; nobody waits for anybody. */
  Training training() {
    Schedule schedule = Schedule.parse("constant", 1f);
    OptimiserSettings added = new OptimiserSettings.Added();
    return new Training(
        TableSpec.uniform(floats, List.of(), added, schedule),
        layout(),
        workers,
        Strategy.parse("asp"),
        Budget.ofIterations((long) warmUp + rounds, workers));
  }

  Layout layout() {
    return Layout.of(floats, shards);
  }

  /** As a child process is told. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    for (int each : new int[] {floats, shards, workers, warmUp, rounds}) {
      arguments.add(Integer.toString(each));
    }
    return arguments;
  }

  /** The first five of a child's arguments. */
  static Work parse(String[] arguments) {
    int[] numbers = new int[5];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = Integer.parseInt(arguments[i]);
    }
    return new Work(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }
}
