package org.tengen.corpus.seed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
  @Test
  void mixesAsSplitMix64Does() {
    // The first two outputs of SplitMix64 seeded with 1234567, as published with the algorithm.
    long golden = 0x9E3779B97F4A7C15L;
    assertThat(Seeds.mix(1234567 + golden)).isEqualTo(6457827717110365317L);
    assertThat(Seeds.mix(1234567 + 2 * golden)).isEqualTo(3203168211198807973L);
  }

  @Test
  void pinsWhatIsDerivedSinceEverySplitAndShuffleHangsOnIt() {
    assertThat(Seeds.derive(42, 7)).isEqualTo(-4893543810735773810L);
    assertThat(Seeds.derive(42, "shuffle")).isEqualTo(-1643890971304488163L);
  }

  @Test
  void tellsApartSeedsValuesAndTheirOrder() {
    Set<Long> seen = new HashSet<>();
    for (long seed = -20; seed < 20; seed++) {
      for (long value = -20; value < 20; value++) {
        seen.add(Seeds.derive(seed, value));
      }
    }
    assertThat(seen).hasSize(1600);
    assertThat(Seeds.derive(1, 2, 3)).isNotEqualTo(Seeds.derive(1, 3, 2));
    assertThat(Seeds.derive(1, "ab")).isNotEqualTo(Seeds.derive(1, "ba"));
    assertThat(Seeds.derive(1, "")).isNotEqualTo(Seeds.derive(1, "\0"));
  }

  @Test
  void spreadsNeighboursEvenly() {
    int[] lanes = new int[4];
    double sum = 0;
    for (int record = 0; record < 100_000; record++) {
      lanes[Seeds.below(Seeds.derive(1, record), 4)]++;
      sum += Seeds.unit(Seeds.derive(2, record));
    }
    for (int count : lanes) {
      assertThat(count).isBetween(24_500, 25_500);
    }
    assertThat(sum / 100_000).isBetween(0.497, 0.503);
  }

  @Test
  void keepsTheUnitBelowOne() {
    assertThat(Seeds.unit(-1L)).isLessThan(1.0);
    assertThat(Seeds.unit(0)).isEqualTo(0.0);
    assertThat(Seeds.below(-2L, 7)).isEqualTo(0); // (2^64 - 2) mod 7
  }
}
