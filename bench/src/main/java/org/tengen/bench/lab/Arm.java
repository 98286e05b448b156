package org.tengen.bench.lab;

import java.util.OptionalDouble;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.web.report.StrategyRun;

/**
 * What the trainings at several rates and seeds have in common, which a plan compares with others.
 *
 * @param layers of the network
 */
record Arm(int layers, int workers, String strategy, String optimiser) {
  static Arm of(int layers, StrategyRun run) {
    String optimiser = run.optimiser() == null ? "" : run.optimiser();
    return new Arm(layers, run.workers(), run.strategy(), optimiser);
  }

  /** The optimiser's momentum, if that is what it is. */
  OptionalDouble momentum() {
    return OptimiserSettings.parse(optimiser) instanceof OptimiserSettings.Momentum momentum
        ? OptionalDouble.of(momentum.mu())
        : OptionalDouble.empty();
  }

  @Override
  public String toString() {
    return "%s, %d workers, %s, layers %d".formatted(strategy, workers, optimiser, layers);
  }
}
