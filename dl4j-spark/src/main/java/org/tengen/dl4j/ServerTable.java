package org.tengen.dl4j;

import java.util.List;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.Sgd;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.TableSpec;

/** The server's table for a plan: for each updater the optimiser that steps as it does. */
final class ServerTable {
  private ServerTable() {}

  /**
   * The table.
   *
   * @param epoch of the fit that is to begin
   */
  static TableSpec of(TrainingPlan plan, int epoch) {
    List<Block> blocks = plan.blocks().stream().map(block -> block(block, epoch)).toList();
    return new TableSpec(plan.length(), blocks, plan.statistics());
  }

  private static Block block(UpdateBlock block, int epoch) {
    if (!block.trained()) {
      return new Block(
          block.positions(), new OptimiserSettings.Sgd(), new Schedule.ByUpdate(update -> 0));
    }
    return new Block(
        block.positions(),
        optimiser(block),
        new Schedule.ByUpdate(new UpdaterRate(block.updater(), epoch)));
  }

  private static OptimiserSettings optimiser(UpdateBlock block) {
    IUpdater updater = block.updater();
    if (updater instanceof Sgd || updater instanceof NoOp) {
      return new OptimiserSettings.Sgd();
    }
    if (updater instanceof Nesterovs nesterovs) {
      return new OptimiserSettings.Nesterov((float) nesterovs.getMomentum());
    }
    if (updater instanceof AdaGrad adagrad) {
      return new OptimiserSettings.Adagrad((float) adagrad.getEpsilon());
    }
    if (updater instanceof Adam adam) {
      return new OptimiserSettings.Adam(
          (float) adam.getBeta1(), (float) adam.getBeta2(), (float) adam.getEpsilon());
    }
    throw new IllegalArgumentException(block.where() + ": updater=" + updater);
  }
}
