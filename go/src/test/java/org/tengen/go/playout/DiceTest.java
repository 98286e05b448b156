package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiceTest {
  @Test
  void throwsNumbersBetweenZeroAndOneThatAreAllAsLikely() {
    Dice dice = new Dice(3);
    int[] tenths = new int[10];
    for (int i = 0; i < 100_000; i++) {
      double thrown = dice.unit();
      assertThat(thrown).isGreaterThan(0).isLessThan(1);
      tenths[(int) (10 * thrown)]++;
    }
    for (int count : tenths) {
      assertThat((double) count).isCloseTo(10_000, within(400.0));
    }
  }
}
