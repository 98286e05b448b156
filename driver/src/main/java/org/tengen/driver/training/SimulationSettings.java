package org.tengen.driver.training;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.tengen.worker.lab.Network;

/**
 * All that a simulated training is told.
 *
 * @param training as of a training on machines; how lanes reach the server is not simulated
 * @param step how long steps take
 * @param network between lanes and shards
 * @param machines over which lanes are dealt
 * @param cores of each machine; {@link org.tengen.worker.lab.Hardware#ENOUGH} for one for everybody
 * @param serverBytesPerSecond what a core of the server moves; infinite where its work takes no
 *     time, empty for what the run had that steps are drawn from, and else infinite
 * @param evaluationNs CPU time of an evaluation; empty for what that run had, and else 0
 */
public record SimulationSettings(
    TrainingSettings training,
    Step step,
    Network network,
    int machines,
    int cores,
    OptionalDouble serverBytesPerSecond,
    OptionalLong evaluationNs) {

  /** How long steps take. */
  public sealed interface Step {
    /** All as long. */
    record Constant(long ns) implements Step {}

    /** Log-normal with this median. */
    record LogNormal(long medianNs, double sigma) implements Step {}

    /** As in the run in this folder. */
    record Measured(String run) implements Step {}
  }
}
