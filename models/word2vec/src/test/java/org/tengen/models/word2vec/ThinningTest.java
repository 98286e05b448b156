package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThinningTest {
  private static long kept(int word, long[] counts, double sample, int of) {
    Thinning thinning = new Thinning(WordCounts.of(counts), sample);
    RandomStream random = new RandomStream(1);
    long kept = 0;
    for (int i = 0; i < of; i++) {
      kept += thinning.keeps(word, random) ? 1 : 0;
    }
    return kept;
  }

  @Test
  void aWordOfATenthOfTheTextStaysOnceInNineUnderATenThousandth() {
    // sqrt(1000) / 1000 + 1 / 1000 = 0.0326, of a share 0.1 and sample 0.0001
    long kept = kept(0, new long[] {100, 900}, 1e-4, 1_000_000);
    assertThat(ChiSquare.of(new long[] {kept, 1_000_000 - kept}, new double[] {0.032623, 0.967377}))
        .isLessThan(10.8);
  }

  @Test
  void aWordRarerThanTheThresholdAlwaysStays() {
    assertThat(kept(0, new long[] {1, 9_999}, 1e-3, 10_000)).isEqualTo(10_000);
  }

  @Test
  void withASampleOfZeroEveryWordStays() {
    assertThat(kept(1, new long[] {1, 9_999}, 0, 10_000)).isEqualTo(10_000);
  }
}
