package org.tengen.ps.training;

import java.io.Serializable;
import org.tengen.ps.strategy.Strategy;

/**
 * How a training goes, whatever it trains: by how many lanes, kept together how, and for how long.
 *
 * @param lanes the number of lanes
 */
public record Course(int lanes, Strategy strategy, Budget budget) implements Serializable {
  public Course {
    require(lanes, strategy, budget);
  }

  /**
   * Refuses a course without a lane, or with less than a batch for each.
   *
   * @throws IllegalArgumentException with one line that names the setting
   */
  public static void require(int lanes, Strategy strategy, Budget budget) {
    if (lanes < 1) {
      throw new IllegalArgumentException("workers=" + lanes + ": expected 1 or more");
    }
    if (pushes(lanes, strategy, budget) < 1) {
      throw new IllegalArgumentException(
          "samples=%d: expected at least one batch of %d for each of %d workers"
              .formatted(budget.samples(), budget.batch(), lanes));
    }
  }

  /** The pushes that end the run when all are applied. */
  public long pushes() {
    return pushes(lanes, strategy, budget);
  }

  /** Each lane's iterations where all have the same. */
  public long iterationsPerLane() {
    return budget.iterationsPerLane(strategy.gathering().pushes(lanes));
  }

  private static long pushes(int lanes, Strategy strategy, Budget budget) {
    int pushes = strategy.gathering().pushes(lanes);
    return strategy.admission().equalShares()
        ? budget.iterationsPerLane(pushes) * pushes
        : budget.pushes();
  }
}
