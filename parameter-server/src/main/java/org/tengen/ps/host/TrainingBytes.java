package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * A training on the wire; strategy, optimisers, schedules and codec in the words of their settings.
 */
final class TrainingBytes {
  private static final int MAX_WORDS = 256;
  private static final String ADDED = "added";

  private TrainingBytes() {}

  /**
   * Writes it.
   *
   * @throws IllegalArgumentException if it has something that has no words: a rate that is a
   *     function of the caller's, or a strategy that was not read from a setting
   */
  static void write(TextWriter out, Training training) {
    TableSpec table = training.table();
    out.i32(table.length()).i32(table.blocks().size());
    for (Block block : table.blocks()) {
      write(out, block.range());
      out.string("optimiser", words(block.optimiser()), MAX_WORDS);
      write(out, block.schedule());
    }
    out.i32(table.statistics().size());
    table.statistics().forEach(range -> write(out, range));
    out.i32(training.layout().sliceFloats()).i32(training.layout().shards());
    out.i32(training.lanes());
    out.string("strategy", words(training.strategy()), MAX_WORDS);
    out.i64(training.budget().samples()).i32(training.budget().batch());
    out.string("codec", training.codec().name(), MAX_WORDS);
  }

  static Training read(TextReader in) throws BadFrameException {
    try {
      return training(in);
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new BadFrameException("a training that is none: " + e.getMessage());
    }
  }

  private static Training training(TextReader in) throws BadFrameException {
    int length = in.i32();
    int blockCount = in.i32();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < blockCount; i++) {
      blocks.add(new Block(range(in), optimiser(in.string(MAX_WORDS)), schedule(in)));
    }
    int statisticCount = in.i32();
    List<Range> statistics = new ArrayList<>();
    for (int i = 0; i < statisticCount; i++) {
      statistics.add(range(in));
    }
    Layout layout = new Layout(length, in.i32(), in.i32());
    int lanes = in.i32();
    Strategy strategy = Strategy.parse(in.string(MAX_WORDS));
    Budget budget = new Budget(in.i64(), in.i32());
    TableSpec table = new TableSpec(length, blocks, statistics);
    Codec codec = Codec.parse(in.string(MAX_WORDS));
    return new Training(table, layout, lanes, strategy, budget, codec);
  }

  private static void write(TextWriter out, Range range) {
    out.i32(range.from()).i32(range.to());
  }

  private static Range range(TextReader in) throws BadFrameException {
    return new Range(in.i32(), in.i32());
  }

  static String words(Strategy strategy) {
    if (!Strategy.parse(strategy.name()).equals(strategy)) {
      throw new IllegalArgumentException(
          "strategy=" + strategy + ": its name does not say what it does");
    }
    return strategy.name();
  }

  static String words(OptimiserSettings optimiser) {
    if (optimiser instanceof OptimiserSettings.Added) {
      return ADDED;
    } else if (optimiser instanceof OptimiserSettings.Sgd) {
      return "sgd";
    } else if (optimiser instanceof OptimiserSettings.Momentum it) {
      return "momentum:" + it.mu();
    } else if (optimiser instanceof OptimiserSettings.Nesterov it) {
      return "nesterov:" + it.mu();
    } else if (optimiser instanceof OptimiserSettings.Adagrad it) {
      return "adagrad:" + it.epsilon();
    } else if (optimiser instanceof OptimiserSettings.RmsProp it) {
      return "rmsprop:" + it.decay() + "," + it.epsilon();
    } else if (optimiser instanceof OptimiserSettings.Adam it) {
      return "adam:" + it.beta1() + "," + it.beta2() + "," + it.epsilon();
    } else if (optimiser instanceof OptimiserSettings.AdamW it) {
      return "adamw:" + it.beta1() + "," + it.beta2() + "," + it.epsilon() + "," + it.decay();
    }
    throw new IllegalArgumentException("optimiser " + optimiser + " has no words");
  }

  static OptimiserSettings optimiser(String words) {
    return words.equals(ADDED) ? new OptimiserSettings.Added() : OptimiserSettings.parse(words);
  }

  static void write(TextWriter out, Schedule schedule) {
    out.string("schedule", words(schedule), MAX_WORDS);
    out.i32(Float.floatToRawIntBits(rate(schedule)));
  }

  static Schedule schedule(TextReader in) throws BadFrameException {
    String words = in.string(MAX_WORDS);
    return Schedule.parse(words, Float.intBitsToFloat(in.i32()));
  }

  private static String words(Schedule schedule) {
    if (schedule instanceof Schedule.Constant) {
      return "constant";
    } else if (schedule instanceof Schedule.Step it) {
      return "step:" + it.factor() + "," + it.every();
    } else if (schedule instanceof Schedule.Cosine it) {
      return "cosine:" + it.floor();
    } else if (schedule instanceof Schedule.WarmUp it) {
      return "warmup:" + it.fraction() + "+" + words(it.then());
    }
    throw new IllegalArgumentException(
        "a schedule that is a function of updates: expected one that a setting can name");
  }

  private static float rate(Schedule schedule) {
    if (schedule instanceof Schedule.Constant it) {
      return it.rate();
    } else if (schedule instanceof Schedule.Step it) {
      return it.rate();
    } else if (schedule instanceof Schedule.Cosine it) {
      return it.rate();
    } else if (schedule instanceof Schedule.WarmUp it) {
      return rate(it.then());
    }
    throw new IllegalArgumentException("schedule " + schedule + " has no rate of its own");
  }
}
