package org.tengen.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.UpdaterBlock.ParamState;
import org.tengen.ps.table.Range;

/**
 * What the server is to do with each position of a network's flat parameters.
 *
 * <p>Every position is either in one block or in one range of statistics.
 *
 * @param length the number of parameters
 * @param stateLength floats of Deeplearning4j's updater state
 * @param blocks what an updater moves, in order
 * @param statistics what no updater moves (batch normalisation's running mean and variance), in
 *     order, neighbours joined
 */
record TrainingPlan(int length, int stateLength, List<UpdateBlock> blocks, List<Range> statistics) {
  TrainingPlan {
    blocks = List.copyOf(blocks);
    statistics = List.copyOf(statistics);
  }

  /** The plan of a network whose settings are all supported; throws for one that has others. */
  static TrainingPlan of(TrainedNetwork network) {
    SupportedSettings.check(network);
    List<UpdateBlock> blocks = new ArrayList<>();
    List<Range> statistics = new ArrayList<>();
    int state = 0;
    for (UpdaterBlock block : network.updater().getUpdaterBlocks()) {
      addTrained(blocks, block);
      block.getLayersAndVariablesInBlock().stream()
          .filter(TrainingPlan::isStatistics)
          .forEach(parameter -> addJoined(statistics, positions(parameter)));
      state = block.getUpdaterViewOffsetEnd();
    }
    int length = Math.toIntExact(network.model().numParams());
    return new TrainingPlan(length, state, blocks, statistics);
  }

  /**
   * Adds the block without its statistics. Only a block without state holds any: statistics have
   * the updater NoOp, and Deeplearning4j joins them with what else has it.
   */
  private static void addTrained(List<UpdateBlock> blocks, UpdaterBlock block) {
    List<Range> runs = new ArrayList<>();
    block.getLayersAndVariablesInBlock().stream()
        .filter(parameter -> !isStatistics(parameter))
        .forEach(parameter -> addJoined(runs, positions(parameter)));
    ParamState first = block.getLayersAndVariablesInBlock().get(0);
    Trainable layer = first.getLayer();
    for (Range run : runs) {
      blocks.add(
          new UpdateBlock(
              run,
              new Range(block.getUpdaterViewOffsetStart(), block.getUpdaterViewOffsetEnd()),
              layer.getConfig().getLayerName() + ", parameter " + first.getParamName(),
              layer.getConfig().getUpdaterByParam(first.getParamName()),
              !block.skipDueToPretrainConfig(false)));
    }
  }

  private static Range positions(ParamState parameter) {
    return new Range(parameter.getParamOffsetStart(), parameter.getParamOffsetEnd());
  }

  private static boolean isStatistics(ParamState parameter) {
    return !parameter.getLayer().updaterDivideByMinibatch(parameter.getParamName());
  }

  private static void addJoined(List<Range> ranges, Range next) {
    if (next.length() == 0) {
      return;
    }
    int last = ranges.size() - 1;
    if (last >= 0 && ranges.get(last).to() == next.from()) {
      ranges.set(last, new Range(ranges.get(last).from(), next.to()));
    } else {
      ranges.add(next);
    }
  }
}
