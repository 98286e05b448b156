package org.tengen.worker.lab;

import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Training;

/**
 * What a shard reads and writes in memory for pulls and pushes: a model of its CPU time, which is
 * mostly that of floats that pass through a core. A float that is read, or written, is four bytes.
 *
 * @param aPull of a pulled float: the weight, and where the lane has it
 * @param aPush of a pushed float before its update: where several pushes make one, a copy of what
 *     came early, or the mean of both ways, and the sum
 * @param anUpdate of a float that an update changes: gradient, weight and optimiser state
 * @param pushes that make an update
 */
public record ServerWork(double aPull, double aPush, double anUpdate, int pushes) {
  private static final int READ_AND_WRITTEN = 2;

  /** The work of a training's server. */
  static ServerWork of(Training training) {
    Strategy strategy = training.strategy();
    int own =
        strategy.sent().fromOwnWeights()
            ? 0
            : training.table().blocks().stream()
                .mapToInt(block -> block.optimiser().optimiser().stateArrays())
                .max()
                .orElse(0);
    return of(strategy, training.lanes(), own + strategy.correction().stateArrays());
  }

  /**
   * The work under a strategy.
   *
   * @param stateArrays of the server's optimiser and of the strategy's correction
   */
  public static ServerWork of(Strategy strategy, int lanes, int stateArrays) {
    Gathering gathering = strategy.gathering();
    int pushes = gathering.pushes(lanes);
    // added to the sum: it is read and written, and the push is read
    double added = pushes == 1 ? 0 : READ_AND_WRITTEN + 1;
    // of a clock's pushes those that come before their turn are copied: half of them, by and large
    double copied = gathering.reproducible() && lanes > 1 ? READ_AND_WRITTEN / 2.0 : 0;
    double gradient = 1;
    double weights = READ_AND_WRITTEN;
    double update = gradient + weights + READ_AND_WRITTEN * stateArrays;
    return new ServerWork(
        Float.BYTES * READ_AND_WRITTEN,
        Float.BYTES * (added + copied),
        Float.BYTES * update,
        pushes);
  }

  /** Bytes that were moved for so many pulled and pushed floats. */
  public double bytes(double pulled, double pushed) {
    return pulled * aPull + pushed * (aPush + anUpdate / pushes);
  }
}
