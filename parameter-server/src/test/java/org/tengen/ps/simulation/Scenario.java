package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * What is simulated. The first floats of every slice count, one for each lane: SGD at rate 1 takes
 * a push that is minus its samples there, so each applied push adds 1 (behind a barrier, its share
 * of the mean). The others train by Adam, and one is a statistic. Under strategies whose lanes have
 * optimisers of their own, pushes are added as they are.
 */
record Scenario(String strategy, int lanes, int shards, int iterations) {
  static final int BATCH = 4;
  static final int SLICE = 24;
  private static final int SLICES_A_SHARD = 2;

  Training training() {
    int length = SLICE * SLICES_A_SHARD * shards;
    List<Block> blocks = new ArrayList<>();
    List<Range> statistics = new ArrayList<>();
    for (int from = 0; from < length; from += SLICE) {
      int trained = from + lanes;
      int statistic = from + SLICE - 1;
      blocks.add(
          new Block(
              new Range(from, trained), new OptimiserSettings.Sgd(), new Schedule.Constant(1)));
      blocks.add(
          new Block(
              new Range(trained, statistic),
              OptimiserSettings.parse("adam"),
              Schedule.parse("warmup:0.2+cosine", 0.1f)));
      statistics.add(new Range(statistic, from + SLICE));
    }
    Sent sent = Strategy.parse(strategy).sent();
    return new Training(
        ServedTable.of(new TableSpec(length, blocks, statistics), sent),
        new Layout(length, SLICE, shards),
        lanes,
        Strategy.parse(strategy),
        new Budget((long) iterations * lanes * BATCH, BATCH));
  }

  /**
   * A lane's push of one slice, a function of nothing but its arguments: of all slices' weights, as
   * a network's is.
   */
  float[] gradient(int lane, long clock, int slice, float[][] weights) {
    float[] own = weights[slice];
    float[] other = weights[(slice + 1) % weights.length];
    float[] sum = new float[own.length];
    // a gradient goes up the hill, a change of weights down it
    float times = Strategy.parse(strategy).sent().fromOwnWeights() ? -0.5f * BATCH : BATCH;
    for (int i = 0; i < sum.length; i++) {
      double target = StrictMath.sin(lane * 7.0 + (double) clock * 3 + i) + 0.3 * other[i];
      sum[i] = times * (float) (own[i] - target);
    }
    for (int i = 0; i < lanes; i++) {
      sum[i] = i == lane ? Math.copySign(BATCH, -times) : 0;
    }
    return sum;
  }
}
