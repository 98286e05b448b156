package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class WordDrawTest {
  /** Of the end, the unknown word, the begin, and three words. */
  private static final float[] CHANCES = {0.3f, 0.2f, 0.1f, 0.1f, 0.2f, 0.1f};

  private static double[] shares(double temperature, boolean end) {
    WordDraw draw = new WordDraw(temperature, 1);
    double[] shares = new double[CHANCES.length];
    for (int i = 0; i < 100_000; i++) {
      shares[draw.of(CHANCES, end)] += 1e-5;
    }
    return shares;
  }

  @Test
  void drawsWordsAsOftenAsTheirChancesSayAndNeverTheUnknownOneNorTheBegin() {
    assertThat(shares(1, true))
        .containsExactly(new double[] {3 / 7.0, 0, 0, 1 / 7.0, 2 / 7.0, 1 / 7.0}, within(0.01));
  }

  @Test
  void drawsNoEndWhereThereIsNoSentence() {
    assertThat(shares(1, false))
        .containsExactly(new double[] {0, 0, 0, 0.25, 0.5, 0.25}, within(0.01));
  }

  @Test
  void prefersWhatIsProbableWhenItIsCold() {
    assertThat(shares(0.5, false))
        .containsExactly(new double[] {0, 0, 0, 1 / 6.0, 4 / 6.0, 1 / 6.0}, within(0.01));
    assertThat(shares(0, false)).containsExactly(new double[] {0, 0, 0, 0, 1, 0}, within(1e-6));
  }

  @Test
  void theSeedDecidesEveryDraw() {
    WordDraw one = new WordDraw(1, 5);
    WordDraw same = new WordDraw(1, 5);
    for (int i = 0; i < 100; i++) {
      assertThat(same.of(CHANCES, true)).isEqualTo(one.of(CHANCES, true));
    }
  }
}
