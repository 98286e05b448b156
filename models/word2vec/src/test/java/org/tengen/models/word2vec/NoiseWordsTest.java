package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseWordsTest {
  private static final long[] COUNTS = {1000, 500, 100, 100, 40, 20, 10, 5, 5, 1};

  /** With nine degrees of freedom a statistic is above 27.9 once in a thousand. */
  @ParameterizedTest
  @ValueSource(doubles = {0.75, 1, 0, -0.5})
  void wordsAreDrawnInProportionToAPowerOfTheirCounts(double exponent) {
    NoiseWords noise = new NoiseWords(WordCounts.of(COUNTS), exponent);
    RandomStream random = new RandomStream(1);
    long[] seen = new long[COUNTS.length];
    for (int i = 0; i < 1_000_000; i++) {
      seen[noise.draw(random)]++;
    }
    double[] shares =
        LongStream.of(COUNTS).mapToDouble(n -> Math.pow((double) n, exponent)).toArray();
    assertThat(ChiSquare.of(seen, shares)).isLessThan(27.9);
  }
}
