package org.tengen.ps.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.serving.Sent;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;

/**
 * The corrections in front of Adam at rate 0.1, and of a mean, beside the published formulas for
 * one weight in double precision. Two lanes: lane 0 is fast.
 */
class ShardCorrectsAsAScalarDoesTest {
  private static final double RATE = 0.1;

  private final Scalar scalar = new Scalar();

  /** One weight, its optimiser's state, and the mean square of delay compensation. */
  private static final class Scalar {
    double weight;
    double m;
    double v;
    double square;
    int updates;

    void adam(double gradient, double rate) {
      updates++;
      m = 0.9 * m + 0.1 * gradient;
      v = 0.999 * v + 0.001 * gradient * gradient;
      double unbiasedM = m / (1 - Math.pow(0.9, updates));
      double unbiasedV = v / (1 - Math.pow(0.999, updates));
      weight -= rate * unbiasedM / Math.sqrt(unbiasedV);
    }

    double compensated(double gradient, double pulled) {
      square = 0.9 * square + 0.1 * gradient * gradient;
      return gradient + 0.5 / Math.sqrt(square + 1e-7) * gradient * gradient * (weight - pulled);
    }
  }

  private static ShardHarness shard(String strategy, String optimiser, double rate) {
    TableSpec table =
        TableSpec.uniform(
            4,
            List.of(new Range(3, 4)),
            OptimiserSettings.parse(optimiser),
            new Schedule.Constant((float) rate));
    Training training =
        new Training(table, new Layout(4, 2, 1), 2, Strategy.parse(strategy), new Budget(100, 1));
    ShardHarness shard = new ShardHarness(training, ImageIntervals.none());
    shard.attachAll();
    return shard;
  }

  private void assertSame(ShardHarness shard) {
    assertThat(shard.weights().subList(0, 3))
        .allSatisfy(weight -> assertThat(weight).isCloseTo((float) scalar.weight, within(2e-6f)));
  }

  @Test
  void dividesAdamsRateAndNotItsGradientByTheStaleness() {
    ShardHarness shard = shard("asp:lr/tau", "adam", RATE);
    Sent stale = shard.pull(1, 0);
    float[] fast = {0.5f, -1, 2};
    for (int clock = 0; clock < fast.length; clock++) {
      shard.iterate(0, clock, 4, 4 * fast[clock]);
      scalar.adam(fast[clock], RATE);
    }
    shard.pushAll(1, 0, stale, 4, 6);
    scalar.adam(1.5, RATE / 3);
    assertSame(shard);

    Sent fresher = shard.pull(1, 1);
    shard.iterate(0, 3, 4, -4);
    scalar.adam(-1, RATE);
    shard.iterate(0, 4, 4, 8);
    scalar.adam(2, RATE);
    shard.pushAll(1, 1, fresher, 4, -2);
    scalar.adam(-0.5, RATE / 2);
    assertSame(shard);
  }

  @Test
  void compensatesTheDelayBeforeAdam() {
    ShardHarness shard = shard("asp:dc:0.5:0.9", "adam", RATE);
    Sent stale = shard.pull(1, 0);
    double pulled = scalar.weight;
    float[] fast = {0.5f, -1, 2};
    for (int clock = 0; clock < fast.length; clock++) {
      shard.iterate(0, clock, 4, 4 * fast[clock]);
      scalar.adam(scalar.compensated(fast[clock], scalar.weight), RATE);
    }
    shard.pushAll(1, 0, stale, 4, 6);
    scalar.adam(scalar.compensated(1.5, pulled), RATE);
    assertSame(shard);
  }

  @Test
  void compensatesEveryGradientOfAMeanForItself() {
    ShardHarness shard = shard("softsync:1+dc:0.5:0.9", "sgd", 1);
    Sent stale = shard.pull(1, 0);
    double pulled = scalar.weight;
    shard.iterate(0, 0, 2, -1);
    double first = scalar.compensated(-0.5, scalar.weight);
    shard.iterate(0, 1, 2, -3);
    double second = scalar.compensated(-1.5, scalar.weight);
    scalar.weight -= (first + second) / 2;
    shard.iterate(0, 2, 2, 2);
    double third = scalar.compensated(1, scalar.weight);
    shard.pushAll(1, 0, stale, 4, 2);
    double fourth = scalar.compensated(0.5, pulled);
    scalar.weight -= (2 * third + 4 * fourth) / 6;
    assertSame(shard);
  }
}
