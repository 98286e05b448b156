package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** A training of row tables on the wire, in the words of settings where there are some. */
final class RowTrainingBytes {
  private static final int MAX_WORDS = 256;

  private RowTrainingBytes() {}

  /**
   * Writes it.
   *
   * @throws IllegalArgumentException as {@link TrainingBytes#write}
   */
  static void write(TextWriter out, RowTraining training) {
    RowTables tables = training.tables();
    out.i32(tables.count());
    for (RowTableSpec spec : tables.specs()) {
      out.string("table", spec.name(), MAX_WORDS).i32(spec.rows()).i32(spec.width());
      out.string("rows-init", words(spec.init()), MAX_WORDS);
      out.string("optimiser", TrainingBytes.words(spec.optimiser()), MAX_WORDS);
      TrainingBytes.write(out, spec.schedule());
    }
    out.i32(tables.shards()).i32(training.lanes());
    out.string("strategy", TrainingBytes.words(training.strategy()), MAX_WORDS);
    out.i64(training.budget().samples()).i32(training.budget().batch());
    out.i64(training.seed());
  }

  static RowTraining read(TextReader in) throws BadFrameException {
    try {
      int count = in.i32();
      List<RowTableSpec> specs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        specs.add(spec(in));
      }
      RowTables tables = new RowTables(specs, in.i32());
      int lanes = in.i32();
      Strategy strategy = Strategy.parse(in.string(MAX_WORDS));
      Budget budget = new Budget(in.i64(), in.i32());
      return new RowTraining(tables, lanes, strategy, budget, in.i64());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadFrameException("a training of rows that is none: " + e.getMessage());
    }
  }

  private static RowTableSpec spec(TextReader in) throws BadFrameException {
    String name = in.string(MAX_WORDS);
    int rows = in.i32();
    int width = in.i32();
    RowInit init = RowInit.parse(in.string(MAX_WORDS));
    OptimiserSettings optimiser = TrainingBytes.optimiser(in.string(MAX_WORDS));
    return new RowTableSpec(name, rows, width, init, optimiser, TrainingBytes.schedule(in));
  }

  private static String words(RowInit init) {
    if (init instanceof RowInit.Uniform it) {
      return "uniform:" + it.bound();
    } else if (init instanceof RowInit.Normal it) {
      return "normal:" + it.deviation();
    }
    return "zero";
  }
}
