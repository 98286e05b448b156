package org.tengen.bench.lab;

import java.util.List;
import org.tengen.models.Replica;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.worker.Straggler;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.lab.LabSettings;
import org.tengen.worker.lab.Network;
import org.tengen.worker.lab.StepTime;

/**
 * What all trainings of a comparison share.
 *
 * @param batch samples of a step
 * @param samples the budget
 * @param evaluations at equal distances, the last at the end
 * @param schedule as the setting of that name
 */
record Setup(
    int workers,
    int batch,
    long samples,
    int evaluations,
    OptimiserSettings optimiser,
    String schedule,
    Clipping clipping) {
  private static final int SHARDS = 2;
  private static final long STEP_NS = 100_000_000;
  private static final double SIGMA = 0.2;

  /** Half a millisecond, and ten gigabits a second for each shard in each direction. */
  private static final Network NETWORK = new Network(500_000, 1.25e9);

  /**
   * One training's settings.
   *
   * @throws IllegalArgumentException if the strategy's updates do not fill the evaluations evenly
   */
  LabSettings settings(String strategy, float rate, long seed, Replica<?> replica) {
    Strategy parsed = Strategy.parse(strategy);
    Sent sent = parsed.sent();
    TableSpec model =
        TableSpec.uniform(
            replica.length(),
            replica.statistics().stream().map(span -> new Range(span.from(), span.to())).toList(),
            optimiser,
            Schedule.parse(schedule, rate));
    TableSpec served = ServedTable.of(model, sent);
    Budget budget = new Budget(samples, batch * sent.steps());
    Training training =
        new Training(served, Layout.of(served.length(), SHARDS), workers, parsed, budget);
    requireEven(parsed);
    TrainingLoop.Own own =
        sent.fromOwnWeights()
            ? new TrainingLoop.Own(sent, model, served.length(), workers, training.pushes())
            : null;
    List<Range> trained = model.blocks().stream().map(Block::range).toList();
    return new LabSettings(
        training,
        new TrainingLoop.Settings(seed, clipping, trained, Straggler.NONE, own),
        new ImageIntervals(samples / evaluations, 0),
        StepTime.logNormal(seed, STEP_NS, SIGMA),
        NETWORK);
  }

  /** All strategies are looked at, and end, after the same samples. */
  private void requireEven(Strategy strategy) {
    int pushes = strategy.gathering().pushes(workers);
    long update = (long) pushes * batch * strategy.sent().steps();
    if (samples % evaluations != 0 || samples / evaluations % update != 0) {
      throw new IllegalArgumentException(
          "samples=%d: expected %d times a multiple of %d, an update of %s"
              .formatted(samples, evaluations, update, strategy));
    }
  }
}
