package org.tengen.worker.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
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
  void everyMeasuredStepComesOnceAndIntervalsInTheirOrder() {
    StepTimes first = tally(8_000_000, 1_000_000, 1_000_000, 1_000_000);
    StepTimes last = tally(32_000_000, 32_000_000);
    StepTime time = StepTime.measured(1, List.of(List.of(first, last)));

    List<Long> steps = new ArrayList<>();
    for (int step = 0; step < 8; step++) {
      steps.add(Math.round(time.ns(0, step) / 1e6));
    }
    assertThat(steps.subList(0, 4)).containsExactlyInAnyOrder(1L, 1L, 1L, 8L);
    // the last interval comes again
    assertThat(steps.subList(4, 8)).allSatisfy(ms -> assertThat(ms).isBetween(31L, 36L));
  }

  @Test
  void aFirstIntervalBeginsWithItsLongestSteps() {
    StepTimes.Tally tally = new StepTimes.Tally();
    for (int i = 0; i < 40; i++) {
      tally.add(i < 38 ? 1_000_000 : 100_000_000L * (i - 37));
    }
    StepTime time = StepTime.measured(1, List.of(List.of(tally.times())));

    assertThat(time.ns(0, 0)).isGreaterThan(190_000_000);
    assertThat(time.ns(0, 1)).isBetween(90_000_000L, 110_000_000L);
    for (int step = 2; step < 40; step++) {
      assertThat(time.ns(0, step)).isLessThan(1_100_000);
    }
  }

  @Test
  void moreLanesThanWereMeasuredShareTheirSteps() {
    StepTime time =
        StepTime.measured(1, List.of(List.of(tally(1_000_000)), List.of(tally(32_000_000))));

    assertThat(time.ns(2, 5)).isLessThan(1_100_000);
    assertThat(time.ns(3, 5)).isGreaterThan(31_000_000);
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
        .isThrownBy(() -> StepTime.measured(1, List.of(List.of())))
        .withMessage("measured steps: expected some of every worker");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.constant(0))
        .withMessage("step time=0 ns: expected 1 or more");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StepTime.logNormal(1, 5, -1))
        .withMessage("sigma=-1.0: expected 0 or more, e.g. 0.2");
  }
}
