package org.tengen.worker.lab;

import java.util.ArrayList;
import java.util.List;
import org.tengen.corpus.seed.Seeds;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.worker.BatchSource;
import org.tengen.worker.Straggler;
import org.tengen.worker.TrainingLoop;

/**
 * A small training of {@link PullingReplica}: 40 weights, two shards.
 *
 * @param clocks that each lane would make if all were as fast
 */
record Small(String strategy, String optimiser, int lanes, int clocks, long seed) {
  static final int LENGTH = 40;
  static final long STEP_NS = 1_000_000;

  Training training() {
    Strategy parsed = Strategy.parse(strategy);
    TableSpec served = ServedTable.of(model(), parsed.sent());
    int batch = PullingReplica.SAMPLES * parsed.sent().steps();
    Budget budget = new Budget((long) clocks * lanes * batch, batch);
    return new Training(served, Layout.of(served.length(), 2), lanes, parsed, budget);
  }

  private TableSpec model() {
    return TableSpec.uniform(
        LENGTH, List.of(), OptimiserSettings.parse(optimiser), Schedule.parse("cosine:0.1", 0.05f));
  }

  TrainingLoop.Settings loop(String straggler) {
    Training training = training();
    Sent sent = training.strategy().sent();
    TrainingLoop.Own own =
        sent.fromOwnWeights()
            ? new TrainingLoop.Own(
                sent, model(), training.table().length(), lanes, training.pushes())
            : null;
    return new TrainingLoop.Settings(
        seed,
        new Clipping.ByNorm(1),
        List.of(new Range(0, LENGTH)),
        Straggler.parse(straggler),
        own);
  }

  BatchSource<PullingReplica.Drawn> batches(int lane) {
    return step -> new PullingReplica.Drawn(Seeds.derive(seed, lane, step));
  }

  float[] initial() {
    float[] weights = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      weights[i] = i % 7 - 3;
    }
    return weights;
  }

  LabSettings settings(String straggler) {
    return new LabSettings(
        training(),
        loop(straggler),
        ImageIntervals.none(),
        StepTime.logNormal(seed, STEP_NS, 0.2),
        new Network(10_000, 1e9));
  }

  Outcome run(String straggler) {
    return run(settings(straggler), Watch.NOTHING);
  }

  Outcome run(LabSettings settings, Watch watch) {
    List<BatchSource<PullingReplica.Drawn>> batches = new ArrayList<>();
    for (int lane = 0; lane < lanes; lane++) {
      batches.add(batches(lane));
    }
    return Lab.train(settings, new PullingReplica(LENGTH), batches, initial(), watch);
  }
}
