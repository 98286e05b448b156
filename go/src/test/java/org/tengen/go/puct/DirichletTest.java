package org.tengen.go.puct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.go.playout.Dice;

class DirichletTest {
  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.13, 1, 2.5})
  void hasTheMeanAndTheVarianceOfTheDistribution(double alpha) {
    int count = 10;
    int draws = 20_000;
    Dice dice = new Dice(3);
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < draws; i++) {
      double[] drawn = Dirichlet.draw(count, alpha, dice);
      assertThat(Arrays.stream(drawn).sum()).isCloseTo(1, within(1e-12));
      assertThat(drawn[0]).isBetween(0.0, 1.0);
      sum += drawn[3];
      squares += drawn[3] * drawn[3];
    }
    double mean = sum / draws;
    assertThat(mean).isCloseTo(0.1, within(0.01));
    double variance = squares / draws - mean * mean;
    double expected = 0.1 * 0.9 / (count * alpha + 1);
    assertThat(variance).isCloseTo(expected, within(0.06 * expected));
  }

  @Test
  void isEvenWhereAllIsTooSmallForANumber() {
    assertThat(Dirichlet.draw(4, 1e-9, new Dice(1))).containsExactly(0.25, 0.25, 0.25, 0.25);
  }
}
