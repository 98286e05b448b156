package org.tengen.ps.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.ps.table.Range;

/** Two steps from weight 1 at rate 0.1, with mean gradients that are sums over four samples. */
class OptimiserTest {
  private static final float[] INITIAL = {1};

  @Test
  void sgdGoesDownTheMeanGradient() {
    assertSteps("sgd", 0.95f, 0.975f);
  }

  @Test
  void momentumIsTheHeavyBall() {
    assertSteps("momentum:0.9", 0.95f, 0.93f);
  }

  @Test
  void nesterovLooksAheadAsDeeplearning4jDoes() {
    assertSteps("nesterov:0.9", 0.905f, 0.912f);
  }

  @Test
  void adagradDividesByTheLengthOfAllGradients() {
    assertSteps("adagrad:1e-6", 0.9000002f, 0.9447213f);
  }

  @Test
  void adamCorrectsTheBiasOfBothMoments() {
    assertSteps("adam:0.9,0.999,1e-8", 0.9f, 0.8733663f);
  }

  @Test
  void rmsPropDividesByTheRunningLengthOfTheGradient() {
    // s is 0.1 * 0.25 and then 0.9 * 0.025 + 0.1 * 0.0625.
    assertSteps("rmsprop:0.9,1e-8", 0.6837723f, 0.8312142f);
  }

  @Test
  void adamWTakesTheDecayFromTheWeightsAndNotFromTheMoments() {
    // Adam's own steps from 1, and 0.1 * 0.5 of the weight before each.
    assertSteps("adamw:0.9,0.999,1e-8,0.5", 0.85f, 0.7808663f);
  }

  @Test
  void adamCountsUpdatesThatCameBefore() {
    float[] weights = INITIAL.clone();
    OptimiserSettings.parse("adam")
        .optimiser()
        .step(
            new Step(
                weights,
                weights,
                new float[] {2},
                0.25f,
                state(1),
                new Range(0, 1),
                0.1f,
                1_000_000));
    // Nothing is left of the bias: 0.1 * 0.05 / sqrt(0.00025).
    assertThat(weights[0]).isCloseTo(0.6837722f, within(1e-6f));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sgd", "momentum", "nesterov", "adagrad", "adam", "adamw", "rmsprop"})
  void endsInTheSameBitsHoweverTheRangeIsCutAndWhereverItWrites(String settings) {
    int length = 1003;
    float[] gradient = new float[length];
    for (int i = 0; i < length; i++) {
      gradient[i] = (float) StrictMath.sin(i);
    }
    Optimiser optimiser = OptimiserSettings.parse(settings).optimiser();
    float[] whole = gradient.clone();
    float[] cut = gradient.clone();
    float[] elsewhere = new float[length];
    float[][] wholeState = state(length);
    float[][] cutState = state(length);
    for (int update = 0; update < 3; update++) {
      Range all = new Range(0, length);
      optimiser.step(new Step(whole, whole, gradient, 0.25f, wholeState, all, 0.1f, update));
      for (int from = 0; from < length; from += 17) {
        Range part = new Range(from, Math.min(length, from + 17));
        optimiser.step(new Step(cut, elsewhere, gradient, 0.25f, cutState, part, 0.1f, update));
      }
      float[] swapped = cut;
      cut = elsewhere;
      elsewhere = swapped;
    }
    assertThat(cut).isEqualTo(whole);
  }

  @ParameterizedTest
  @ValueSource(strings = {"adm", "adam:0.9", "adam:0.9,0.999,x", "sgd:1", "", "momentum:"})
  void refusesUnknownSettingsInOneLine(String text) {
    assertThatThrownBy(() -> OptimiserSettings.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "optimiser="
                + text
                + ": expected sgd, momentum:MU, nesterov:MU, adagrad:EPSILON, rmsprop:DECAY,EPSILON,"
                + " adam:BETA1,BETA2,EPSILON or adamw:BETA1,BETA2,EPSILON,DECAY, e.g."
                + " adam:0.9,0.999,1e-8");
  }

  @Test
  void refusesConstantsOutOfRange() {
    assertThatThrownBy(() -> OptimiserSettings.parse("momentum:1"))
        .hasMessage(
            "optimiser=momentum: 1.0 is not at least 0 and less than 1; expected e.g. momentum:0.9");
    assertThatThrownBy(() -> OptimiserSettings.parse("adagrad:0"))
        .hasMessage("optimiser=adagrad: epsilon 0.0 is not over 0; expected e.g. adagrad:1e-6");
  }

  /** The first gradient's sum is 2, the second's -1. */
  private static void assertSteps(String settings, float first, float second) {
    Optimiser optimiser = OptimiserSettings.parse(settings).optimiser();
    float[] weights = INITIAL.clone();
    float[][] state = state(1);
    Range range = new Range(0, 1);
    optimiser.step(new Step(weights, weights, new float[] {2}, 0.25f, state, range, 0.1f, 0));
    assertThat(weights[0]).isCloseTo(first, within(1e-6f));
    optimiser.step(new Step(weights, weights, new float[] {-1}, 0.25f, state, range, 0.1f, 1));
    assertThat(weights[0]).isCloseTo(second, within(1e-6f));
  }

  private static float[][] state(int length) {
    return new float[][] {new float[length], new float[length]};
  }
}
