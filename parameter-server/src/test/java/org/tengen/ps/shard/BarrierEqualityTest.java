package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * Four lanes with unequal batches behind a barrier are one learner with the whole batch. The
 * learner is written out here in doubles, and spoilt in turn: each spoilt one must be far away.
 */
class BarrierEqualityTest {
  private static final int LENGTH = 12;
  private static final int STEPS = 50;
  private static final int[] BATCHES = {2, 4, 6, 8};
  private static final double RATE = 0.02;

  /** What the learner leaves out. */
  private enum Spoilt {
    NOTHING,
    DIVISION,
    ONE_PUSH,
    BIAS_CORRECTION
  }

  @Test
  void sgdEqualsOneLearnerWithTheWholeBatch() {
    double[] ours = ours("sgd");
    assertThat(distance(ours, learner(false, Spoilt.NOTHING))).isLessThan(1e-6);
    assertThat(distance(ours, learner(false, Spoilt.DIVISION))).isGreaterThan(0.1);
    assertThat(distance(ours, learner(false, Spoilt.ONE_PUSH))).isGreaterThan(0.01);
  }

  @Test
  void adamEqualsOneLearnerWithTheWholeBatch() {
    double[] ours = ours("adam");
    assertThat(distance(ours, learner(true, Spoilt.NOTHING))).isLessThan(1e-5);
    assertThat(distance(ours, learner(true, Spoilt.ONE_PUSH))).isGreaterThan(0.01);
    assertThat(distance(ours, learner(true, Spoilt.BIAS_CORRECTION))).isGreaterThan(0.01);
  }

  private static double[] ours(String optimiser) {
    TableSpec table =
        TableSpec.uniform(
            LENGTH,
            List.of(),
            OptimiserSettings.parse(optimiser),
            new Schedule.Constant((float) RATE));
    Training training =
        new Training(
            table, new Layout(LENGTH, 5, 1), 4, Strategy.parse("bsp"), Budget.ofIterations(50, 4));
    RunImage from = RunImage.initial(training.layout(), 4, new float[LENGTH]);
    ShardHarness shard = new ShardHarness(training, ImageIntervals.none(), from.shards());
    shard.attachAll();
    for (int clock = 0; clock < STEPS; clock++) {
      for (int lane = 3; lane >= 0; lane--) {
        push(shard, lane, clock);
      }
    }
    return shard.weights().stream().mapToDouble(each -> each).toArray();
  }

  private static void push(ShardHarness shard, int lane, int clock) {
    Sent pulled = shard.pull(lane, clock);
    double[] weights = pulled.weights.stream().mapToDouble(each -> each).toArray();
    double[] sum = gradientSum(weights, lane, clock);
    float[] floats = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      floats[i] = (float) sum[i];
    }
    for (int slice = 0; slice < 3; slice++) {
      int from = slice * 5;
      shard.send(
          new Request.Push(
              lane,
              1,
              clock,
              slice,
              clock,
              BATCHES[lane],
              Payload.of(floats, from, Math.min(5, LENGTH - from))));
    }
  }

  /** Linear regression on made-up samples. */
  private static double[] gradientSum(double[] weights, int lane, int clock) {
    double[] sum = new double[LENGTH];
    for (int sample = 0; sample < BATCHES[lane]; sample++) {
      double error = -Math.cos(lane + 5.0 * sample + 11.0 * clock);
      for (int i = 0; i < LENGTH; i++) {
        error += weights[i] * input(lane, sample, clock, i);
      }
      for (int i = 0; i < LENGTH; i++) {
        sum[i] += error * input(lane, sample, clock, i);
      }
    }
    return sum;
  }

  private static double input(int lane, int sample, int clock, int i) {
    return Math.sin(1 + lane * 3.0 + sample * 7.0 + clock * 13.0 + i * i);
  }

  private static double[] learner(boolean adam, Spoilt spoilt) {
    double[] weights = new double[LENGTH];
    double[] m = new double[LENGTH];
    double[] v = new double[LENGTH];
    for (int step = 0; step < STEPS; step++) {
      double[] mean = mean(weights, step, spoilt);
      double corrected =
          RATE * Math.sqrt(1 - Math.pow(0.999, step + 1)) / (1 - Math.pow(0.9, step + 1));
      double rate = spoilt == Spoilt.BIAS_CORRECTION ? RATE : corrected;
      for (int i = 0; i < LENGTH; i++) {
        m[i] = 0.9 * m[i] + 0.1 * mean[i];
        v[i] = 0.999 * v[i] + 0.001 * mean[i] * mean[i];
        weights[i] -= adam ? rate * m[i] / (Math.sqrt(v[i]) + 1e-8) : RATE * mean[i];
      }
    }
    return weights;
  }

  private static double[] mean(double[] weights, int step, Spoilt spoilt) {
    double[] mean = new double[LENGTH];
    for (int lane = 0; lane < 4; lane++) {
      boolean lost = spoilt == Spoilt.ONE_PUSH && lane == 2 && step == 25;
      double[] sum = gradientSum(weights, lane, step);
      for (int i = 0; i < LENGTH; i++) {
        mean[i] += lost ? 0 : sum[i] / (spoilt == Spoilt.DIVISION ? 1 : 20);
      }
    }
    return mean;
  }

  /** From theirs, in units of the way that theirs have come. */
  private static double distance(double[] ours, double[] theirs) {
    double apart = 0;
    double way = 0;
    for (int i = 0; i < LENGTH; i++) {
      apart += (ours[i] - theirs[i]) * (ours[i] - theirs[i]);
      way += theirs[i] * theirs[i];
    }
    return Math.sqrt(apart / way);
  }
}
