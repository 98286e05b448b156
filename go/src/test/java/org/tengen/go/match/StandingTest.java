package org.tengen.go.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StandingTest {
  @Test
  void hasWilsonsIntervalOfItsShare() {
    Standing standing = new Standing(60, 0, 40);
    assertThat(standing.share()).isEqualTo(0.6);
    assertThat(standing.low()).isCloseTo(0.5020, within(0.0001));
    assertThat(standing.high()).isCloseTo(0.6906, within(0.0001));
  }

  @Test
  void aDrawIsHalfAPoint() {
    assertThat(new Standing(1, 2, 1).share()).isEqualTo(0.5);
    assertThat(new Standing(0, 1, 3).share()).isEqualTo(0.125);
  }

  @Test
  void allOrNothingHasAnIntervalToo() {
    assertThat(new Standing(10, 0, 0).low()).isCloseTo(0.7225, within(0.0001));
    assertThat(new Standing(10, 0, 0).high()).isCloseTo(1, within(1e-12));
    assertThat(new Standing(0, 0, 10).low()).isCloseTo(0, within(1e-12));
  }

  @Test
  void beforeTheFirstGameEverythingIsPossible() {
    Standing none = new Standing(0, 0, 0);
    assertThat(none.share()).isEqualTo(0.5);
    assertThat(none.low()).isZero();
    assertThat(none.high()).isEqualTo(1);
  }

  @Test
  void aShareIsADifferenceInElo() {
    assertThat(Standing.elo(0.5)).isZero();
    assertThat(Standing.elo(0.75)).isCloseTo(190.8, within(0.1));
    assertThat(Standing.elo(0.25)).isCloseTo(-190.8, within(0.1));
    assertThat(Standing.elo(1)).isInfinite().isPositive();
    assertThat(Standing.elo(0)).isInfinite().isNegative();
  }
}
