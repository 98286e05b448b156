package org.tengen.ps.rows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;

/** Trainings of one table on one shard, and their numbers. */
final class TestTables {
  private TestTables() {}

  static RowTraining training(
      String strategy, int lanes, long iterations, int rows, int width, String optimiser) {
    return training(strategy, lanes, iterations, 1, spec(rows, width, "zero", optimiser));
  }

  static RowTraining training(
      String strategy, int lanes, long iterations, int shards, RowTableSpec... specs) {
    return new RowTraining(
        new RowTables(List.of(specs), shards),
        lanes,
        Strategy.parse(strategy),
        new Budget(iterations * lanes, 1),
        7);
  }

  static RowTableSpec spec(int rows, int width, String init, String optimiser) {
    return new RowTableSpec(
        "words",
        rows,
        width,
        RowInit.parse(init),
        OptimiserSettings.parse(optimiser),
        new Schedule.Constant(1));
  }

  static int[] upTo(int rows) {
    return IntStream.range(0, rows).toArray();
  }

  static float[] filled(int length, float each) {
    float[] floats = new float[length];
    Arrays.fill(floats, each);
    return floats;
  }
}
