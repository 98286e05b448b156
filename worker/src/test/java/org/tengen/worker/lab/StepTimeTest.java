package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StepTimeTest {
  private static final int STEPS = 20_000;

  @Test
  void hasTheMedianAndTheSpreadThatItWasGiven() {
    StepTime time = StepTime.logNormal(1, 1_000_000, 0.2);

    double sum = 0;
    double squares = 0;
    for (int step = 0; step < STEPS; step++) {
      double log = Math.log(time.ns(3, step) / 1e6);
      sum += log;
      squares += log * log;
    }

    assertThat(sum / STEPS).isCloseTo(0, within(0.005));
    assertThat(Math.sqrt(squares / STEPS)).isCloseTo(0.2, within(0.005));
  }

  @Test
  void isDecidedBySeedLaneAndStep() {
    StepTime time = StepTime.logNormal(1, 1_000_000, 0.2);

    assertThat(StepTime.logNormal(1, 1_000_000, 0.2).ns(2, 5)).isEqualTo(time.ns(2, 5));
    assertThat(time.ns(2, 6)).isNotEqualTo(time.ns(2, 5));
    assertThat(time.ns(3, 5)).isNotEqualTo(time.ns(2, 5));
    assertThat(StepTime.logNormal(2, 1_000_000, 0.2).ns(2, 5)).isNotEqualTo(time.ns(2, 5));
    assertThat(StepTime.constant(7).ns(2, 5)).isEqualTo(7);
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.constant(0))
        .withMessage("step time=0 ns: expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.logNormal(1, 5, -1))
        .withMessage("sigma=-1.0: expected 0 or more, e.g. 0.2");
  }
}
