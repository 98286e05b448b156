package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.protocol.StepTimes;

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
  void drawsMeasuredStepsAsOftenAsTheyWereMeasuredAndALanesFromOneMeasuredLane() {
    StepTimes fast = tally(1_000_000, 1_000_000, 1_000_000, 8_000_000);
    StepTimes slow = tally(32_000_000);
    StepTime time = StepTime.measured(1, List.of(fast, slow));

    int rare = 0;
    for (int step = 0; step < STEPS; step++) {
      long ns = time.ns(2, step);
      assertThat(ns).isBetween(900_000L, 9_000_000L);
      rare += ns > 4_000_000 ? 1 : 0;
      assertThat(time.ns(1, step)).isBetween(31_000_000L, 36_000_000L);
    }
    assertThat(rare / (double) STEPS).isCloseTo(0.25, within(0.02));
  }

  private static StepTimes tally(long... steps) {
    StepTimes.Tally tally = new StepTimes.Tally();
    for (long ns : steps) {
      tally.add(ns);
    }
    return tally.times();
  }

  @Test
  void refusesTimesThatAreNone() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.measured(1, List.of(StepTimes.NONE)))
        .withMessage("measured steps: expected some of every worker");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.constant(0))
        .withMessage("step time=0 ns: expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.logNormal(1, 5, -1))
        .withMessage("sigma=-1.0: expected 0 or more, e.g. 0.2");
  }
}
