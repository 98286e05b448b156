package org.tengen.bench.head;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StepTimesTest {
  private static StepTimes of(double... steps) {
    StepTimes times = new StepTimes();
    for (double ms : steps) {
      times.add(ms);
    }
    return times;
  }

  @Test
  void isTheMiddleStepOfAnOddNumber() {
    assertThat(of(9, 1, 2).median()).isEqualTo(2);
  }

  @Test
  void isBetweenTheTwoInTheMiddleOfAnEvenNumber() {
    assertThat(of(9, 1, 4, 2).median()).isEqualTo(3);
  }

  @Test
  void spansTheStepsOfAllItsTurns() {
    StepTimes all = of(3);
    all.addAll(of(1, 7));

    assertThat(all.minimum()).isEqualTo(1);
    assertThat(all.maximum()).isEqualTo(7);
    assertThat(all.count()).isEqualTo(3);
  }
}
