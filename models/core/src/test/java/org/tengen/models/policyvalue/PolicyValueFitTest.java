package org.tengen.models.policyvalue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PolicyValueFitTest {
  private static final float[] NOTHING = {};

  private static PolicyValueBatch batch(float... policies) {
    return new PolicyValueBatch(2, NOTHING, policies, new float[] {1, -0.5f});
  }

  @Test
  void theLikeliestMoveTheCrossEntropyAndTheSquaredErrorAreSummed() {
    float[] said = {0.5f, 0.25f, 0.25f, 0.25f, 0.25f, 0.5f};
    PolicyValueOutputs outputs =
        new PolicyValueOutputs(2, said, new float[] {0, 0.5f}, NOTHING, NOTHING);

    PolicyValueFit fit = PolicyValueFit.of(outputs, batch(1, 0, 0, 0.5f, 0.5f, 0));

    assertThat(fit.agreed()).isEqualTo(1);
    assertThat(fit.accuracy()).isEqualTo(0.5);
    assertThat(fit.policyLoss()).isCloseTo(3 * Math.log(2), within(1e-9));
    assertThat(fit.valueError()).isCloseTo(2, within(1e-9));
    assertThat(fit.plus(fit).samples()).isEqualTo(4);
    assertThat(fit.plus(fit).agreed()).isEqualTo(2);
    assertThat(fit.plus(fit).meanPolicyLoss()).isCloseTo(1.5 * Math.log(2), within(1e-9));
    assertThat(fit.plus(fit).meanValueError()).isCloseTo(1, within(1e-9));
    assertThat(fit.meanPolicyLoss()).isCloseTo(1.5 * Math.log(2), within(1e-9));
  }

  @Test
  void aChanceOfNothingCostsAFiniteLoss() {
    PolicyValueOutputs outputs =
        new PolicyValueOutputs(2, new float[] {0, 1, 0, 1}, new float[2], NOTHING, NOTHING);

    assertThat(PolicyValueFit.of(outputs, batch(1, 0, 0, 1)).policyLoss())
        .isCloseTo(10 * Math.log(10), within(1e-9));
  }

  @Test
  void aBatchThatDoesNotFitTheNetworkIsRefused() {
    PolicyValueSettings settings =
        new PolicyValueSettings(
            new BoardPlanes(1, 2, 2),
            new ResidualTower(new ResidualForm.Basic(), 1, 1),
            PolicyValueHeads.dense(),
            0,
            1);
    float[] planes = new float[12];

    new PolicyValueBatch(1, planes, new float[] {0, 0, 0.5f, 0.5f, 0}, new float[1])
        .check(settings);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new PolicyValueBatch(1, planes, new float[] {0, 0, 0.5f, 0, 0}, new float[1])
                    .check(settings))
        .withMessage("policy of sample 0 sums to 0.5: expected 1, within 1e-3");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PolicyValueBatch(1, planes, new float[4], new float[1]).check(settings))
        .withMessage("4 floats of policies: expected 1 x 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PolicyValueBatch(0, planes, NOTHING, NOTHING));
  }
}
