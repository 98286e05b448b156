package org.tengen.models.dl4j.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.models.Engine;
import org.tengen.models.policyvalue.PolicyValueBatch;
import org.tengen.models.policyvalue.PolicyValueOutputs;
import org.tengen.models.policyvalue.PolicyValueReplica;
import org.tengen.models.policyvalue.PolicyValueSettings;

class PolicyValueReplicaTest {
  private static final Engine ENGINE = Engine.load();

  private static float[] gradient(PolicyValueSettings settings, PolicyValueBatch batch) {
    try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
      SmallBoards.shake(replica, 5);
      replica.step(batch, 1);
      return SmallBoards.copy(replica.gradient());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "bottleneck", "pre-activation", "wide:2", "pyramid:11"})
  void itHasTheParametersThatItsSettingsCount(String form) {
    for (boolean convolutional : new boolean[] {true, false}) {
      for (boolean more : new boolean[] {true, false}) {
        PolicyValueSettings settings = SmallBoards.settings(form, convolutional, more, 1e-4);
        try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
          assertThat((long) replica.length()).isEqualTo(settings.parameters());
        }
      }
    }
  }

  /** Normalised: the stem's 4 filters, 4 times 4 in two blocks, 3 and 2 in the heads. */
  @Test
  void itsStatisticsAreMeansAndVariancesWhoseNewValuesTimesSamplesAreInTheGradient() {
    PolicyValueSettings settings = SmallBoards.settings("basic", false, false, 0);
    PolicyValueBatch batch = SmallBoards.batch(settings, SmallBoards.SAMPLES, 11);
    try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
      assertThat(replica.statistics().stream().mapToInt(span -> span.to() - span.from()).sum())
          .isEqualTo(2 * (4 + 4 * 4 + 3 + 2));
      int variance = replica.statistics().get(1).from();
      assertThat(replica.parameters().get(variance)).isOne();

      replica.step(batch, 1);

      float pushed = replica.gradient().get(variance) / SmallBoards.SAMPLES;
      assertThat(pushed).isGreaterThan(0.9f).isNotEqualTo(1f);
    }
  }

  @Test
  void gradientAndLossAreSumsOverSamples() {
    PolicyValueSettings settings = SmallBoards.settings("basic", true, true, 0);
    PolicyValueBatch once = SmallBoards.batch(settings, 4, 11);
    PolicyValueBatch twice =
        new PolicyValueBatch(
            8,
            doubled(once.planes()),
            doubled(once.policies()),
            doubled(once.values()),
            doubled(once.ownership()),
            doubled(once.scores()));

    float[] one = gradient(settings, once);
    float[] two = gradient(settings, twice);

    for (int i = 0; i < one.length; i++) {
      assertThat(two[i]).isCloseTo(2 * one[i], within(1e-3f + 1e-3f * Math.abs(one[i])));
    }
    try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
      assertThat(replica.loss(twice)).isCloseTo(2 * replica.loss(once), within(1e-4));
    }
  }

  private static float[] doubled(float[] floats) {
    float[] both = Arrays.copyOf(floats, 2 * floats.length);
    System.arraycopy(floats, 0, both, floats.length, floats.length);
    return both;
  }

  /** The stem's first weight; then its first scale. */
  @Test
  void l2PullsOnWeightsAndOnNoScale() {
    PolicyValueSettings plain = SmallBoards.settings("basic", false, false, 0);
    PolicyValueSettings pulled = SmallBoards.settings("basic", false, false, 0.01);
    PolicyValueBatch batch = SmallBoards.batch(plain, SmallBoards.SAMPLES, 11);
    float weight;
    try (PolicyValueReplica replica = ENGINE.policyValue(plain)) {
      SmallBoards.shake(replica, 5);
      weight = replica.parameters().get(0);
    }

    float[] without = gradient(plain, batch);
    float[] with = gradient(pulled, batch);

    assertThat(with[0] - without[0])
        .isCloseTo(SmallBoards.SAMPLES * 2 * 0.01f * weight, within(1e-4f));
    int scale = 3 * 9 * 4;
    assertThat(with[scale]).isCloseTo(without[scale], within(1e-5f));
  }

  @Test
  void whatItSaysIsAChanceForEachMoveAndAValue() {
    PolicyValueSettings settings = SmallBoards.settings("pre-activation", true, true, 0);
    try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
      PolicyValueOutputs said = replica.evaluate(3, SmallBoards.batch(settings, 5, 3).planes());

      assertThat(said.policies()).hasSize(3 * 13);
      float sum = 0;
      for (int i = 13; i < 26; i++) {
        sum += said.policies()[i];
      }
      assertThat(sum).isCloseTo(1f, within(1e-5f));
      assertThat(said.values()).hasSize(3);
      assertThat(said.ownership()).hasSize(3 * 12);
      assertThat(said.scores()).hasSize(3);
    }
  }

  @Test
  void convolutionalHeadsPlayOtherBoardsWithTheSameParameters() {
    PolicyValueSettings small = SmallBoards.settings("basic", true, true, 0);
    PolicyValueSettings large = small.on(7, 6);
    try (PolicyValueReplica trained = ENGINE.policyValue(small);
        PolicyValueReplica other = ENGINE.policyValue(large)) {
      SmallBoards.shake(trained, 5);
      other.parameters().put(0, SmallBoards.copy(trained.parameters()));

      PolicyValueBatch batch = SmallBoards.batch(large, 2, 3);
      assertThat(other.evaluate(2, batch.planes()).policies()).hasSize(2 * 43);
      assertThat(other.fit(batch).policyLoss()).isBetween(1.0, 100.0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"basic", "pyramid:11"})
  void itLearnsAFewPositionsByHeart(String form) {
    PolicyValueSettings settings = SmallBoards.settings(form, true, false, 1e-5);
    PolicyValueBatch drawn = SmallBoards.batch(settings, 8, 11);
    float[] moves = new float[8 * 13];
    for (int sample = 0; sample < 8; sample++) {
      moves[sample * 13 + sample] = 1;
    }
    PolicyValueBatch batch = new PolicyValueBatch(8, drawn.planes(), moves, drawn.values());
    try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
      float[] parameters = SmallBoards.copy(replica.parameters());
      double first = replica.step(batch, 0);
      for (int step = 0; step < 150; step++) {
        replica.step(batch, step);
        descend(replica, parameters, 0.1f / 8);
      }

      assertThat(replica.loss(batch)).isLessThan(first / 2);
      assertThat(replica.fit(batch).accuracy()).isGreaterThanOrEqualTo(0.5);
    }
  }

  private static void descend(PolicyValueReplica replica, float[] parameters, float rate) {
    float[] gradient = SmallBoards.copy(replica.gradient());
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] =
          SmallBoards.isIn(replica.statistics(), i)
              ? gradient[i] / 8
              : parameters[i] - rate * gradient[i];
    }
    replica.parameters().put(0, parameters);
  }

  @Test
  void theSameSeedGivesTheSameBits() {
    PolicyValueSettings settings = SmallBoards.settings("wide:2", true, true, 1e-4);
    PolicyValueBatch batch = SmallBoards.batch(settings, SmallBoards.SAMPLES, 11);

    assertThat(gradient(settings, batch)).isEqualTo(gradient(settings, batch));
  }

  @Test
  void aBatchForAnotherBoardIsRefused() {
    PolicyValueSettings settings = SmallBoards.settings("basic", true, false, 0);
    PolicyValueBatch other = SmallBoards.batch(settings.on(5, 5), 2, 3);
    try (PolicyValueReplica replica = ENGINE.policyValue(settings)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> replica.step(other, 0))
          .withMessage("150 floats of planes: expected 2 x 36");
    }
  }
}
