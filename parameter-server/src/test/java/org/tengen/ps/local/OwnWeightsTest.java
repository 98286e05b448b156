package org.tengen.ps.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.TableSpec;

/** Three floats, of which the last is a statistic. */
class OwnWeightsTest {
  private static TableSpec model(String optimiser) {
    return TableSpec.uniform(
        3,
        List.of(new Range(2, 3)),
        OptimiserSettings.parse(optimiser),
        new Schedule.Constant(0.5f));
  }

  private static FloatBuffer sum(float... floats) {
    return FloatBuffer.wrap(floats);
  }

  @Test
  void pushesHowFarItsStepsWentTimesItsSamples() {
    OwnWeights own = new OwnWeights(model("sgd"));
    float[] pulled = {1, 2, 9};
    own.take(pulled);
    own.step(sum(4, -2, 6), 2, 0);
    own.step(sum(1, 1, 20), 4, 0);
    float[] push = new float[3];
    own.change(pulled, 6, push);
    // -0.5 * (4 / 2 + 1 / 4) and -0.5 * (-2 / 2 + 1 / 4); the statistic is the last value.
    assertThat(push).containsExactly(6 * -1.125f, 6 * 0.375f, 6 * 5f);
  }

  @Test
  void agreesWithAScalarReferenceOfTheHeavyBallThatKeepsItsVelocity() {
    OwnWeights own = new OwnWeights(model("momentum:0.5"));
    double weight = 3;
    double velocity = 0;
    float[] pulled = {3, 0, 0};
    for (int round = 0; round < 3; round++) {
      own.take(pulled);
      weight = pulled[0];
      for (int step = 0; step < 2; step++) {
        own.step(sum(2, 0, 0), 4, 0);
        velocity = 0.5 * velocity - 0.5 * 0.5;
        weight += velocity;
      }
      float[] push = new float[3];
      own.change(pulled, 1, push);
      assertThat(push[0]).isCloseTo((float) (weight - pulled[0]), within(1e-6f));
      pulled[0] += push[0];
    }
  }

  @Test
  void forgetsItsVelocityWhenItIsTold() {
    OwnWeights own = new OwnWeights(model("momentum:0.5"));
    float[] pulled = {0, 0, 0};
    float[] push = new float[3];
    for (int round = 0; round < 2; round++) {
      own.take(pulled);
      own.forget();
      own.step(sum(2, 0, 0), 1, 0);
      own.change(pulled, 1, push);
      assertThat(push[0]).isEqualTo(-1);
    }
  }

  @Test
  void pushesAndTakesTheStateThatTravelsWithTheWeights() {
    OwnWeights own = new OwnWeights(model("momentum:0.5"));
    float[] pulled = {0, 0, 0, 4, 0, 0};
    own.take(pulled);
    own.takeState(pulled, 7);
    own.step(sum(2, 0, 8), 1, 0);
    float[] push = new float[6];
    own.change(pulled, 3, push);
    // The velocity is 0.5 * 4 - 0.5 * 2.
    assertThat(push).containsExactly(3, 0, 24, 3, 0, 0);
  }

  @Test
  void countsTheUpdatesThatTheStateHasSeen() {
    OwnWeights fresh = new OwnWeights(model("adam"));
    fresh.step(sum(1, 0, 0), 1, 0);
    float[] push = new float[3];
    fresh.change(new float[3], 1, push);
    // Adam's first step is the rate, with no bias left it is 0.1 / sqrt(0.001) of that.
    assertThat(push[0]).isCloseTo(-0.5f, within(1e-5f));

    OwnWeights old = new OwnWeights(model("adam"));
    old.takeState(new float[9], 1_000_000);
    old.step(sum(1, 0, 0), 1, 0);
    old.change(new float[3], 1, push);
    assertThat(push[0]).isCloseTo(-1.5811388f, within(1e-5f));
  }

  @Test
  void movesAndIsMovedByAPartOfTheDistanceToTheCentre() {
    OwnWeights own = new OwnWeights(model("sgd"));
    own.take(new float[] {8, -4, 5});
    float[] push = new float[3];
    own.pull(new float[] {4, 0, 1}, 0.25, 2, push);
    assertThat(push).containsExactly(2, -2, 10);
    FloatBuffer now = FloatBuffer.allocate(3);
    own.read(now);
    assertThat(now.array()).containsExactly(7, -3, 5);
  }
}
