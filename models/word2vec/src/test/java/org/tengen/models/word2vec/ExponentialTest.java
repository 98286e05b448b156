package org.tengen.models.word2vec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExponentialTest {
  @Test
  void itIsRightWhereverLogitsAre() {
    double worst = 0;
    for (float x = -30f; x <= 30f; x += 0.0013f) {
      worst = Math.max(worst, Math.abs(Exponential.of(x) / Math.exp(x) - 1));
    }
    assertThat(worst).isLessThan(2e-6);
  }
}
