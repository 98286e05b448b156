package org.tengen.ps.rows;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Correction;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.Course;

/**
 * What is trained on rows, by how many lanes, and how they are kept together.
 *
 * @param seed what rows hold before their first push is computed from it
 */
public record RowTraining(RowTables tables, int lanes, Strategy strategy, Budget budget, long seed)
    implements Serializable {
  /** The strategies that rows take, in one line. */
  public static final String ACCEPTED = "bsp, or ssp:SLACK or asp, alone or with +lr/tau";

  public RowTraining {
    String why = whyNot(tables, strategy);
    if (why != null) {
      throw new IllegalArgumentException(
          "strategy=" + strategy.name() + ": " + why + "; row tables take " + ACCEPTED);
    }
    Course.require(lanes, strategy, budget);
  }

  /** How it goes. */
  public Course course() {
    return new Course(lanes, strategy, budget);
  }

  /** The pushes that end the run when all are applied. */
  public long pushes() {
    return course().pushes();
  }

  private static @Nullable String whyNot(RowTables tables, Strategy strategy) {
    if (!(strategy.sent() instanceof Sent.Gradient)) {
      return "a lane's own weights are whole tables, which it does not have";
    }
    if (strategy.gathering() instanceof Gathering.FirstOfClock) {
      return "a lane that comes too late would be left out on some rows only";
    }
    if (strategy.gathering() instanceof Gathering.Several) {
      return "a mean of several pushes would hold back each row until enough lanes touch it";
    }
    if (strategy.correction() instanceof Correction.DelayCompensation) {
      return "it needs every row that a lane has pulled kept for each lane";
    }
    boolean added =
        tables.specs().stream().anyMatch(t -> t.optimiser() instanceof OptimiserSettings.Added);
    if (added && strategy.correction() instanceof Correction.OverStaleness) {
      return "a correction changes the rate, and lanes push changes that have no rate any more";
    }
    return null;
  }
}
