package org.tengen.web.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ScaleTest {

  @Test
  void namesRoundValuesOfALinearAxis() {
    assertThat(Scale.linear(0, 43.8).ticks(11))
        .containsExactly(0.0, 5.0, 10.0, 15.0, 20.0, 25.0, 30.0, 35.0, 40.0);
    assertThat(Scale.linear(0, 409_600).ticks(4))
        .containsExactly(0.0, 100_000.0, 200_000.0, 300_000.0, 400_000.0);
    assertThat(Scale.linear(-0.5, 16.5).ticks(4)).containsExactly(0.0, 5.0, 10.0, 15.0);
  }

  @Test
  void namesRoundValuesOfALogarithmicAxis() {
    assertThat(Scale.log(1, 1_000_000).ticks(7))
        .containsExactly(1.0, 10.0, 100.0, 1_000.0, 10_000.0, 100_000.0, 1_000_000.0);
    assertThat(Scale.log(178, 744).ticks(8))
        .containsExactly(200.0, 250.0, 300.0, 400.0, 500.0, 600.0, 700.0);
    assertThat(Scale.log(100, 130).ticks(6))
        .containsExactly(100.0, 105.0, 110.0, 115.0, 120.0, 125.0, 130.0);
  }

  @Test
  void keepsTheNumberOfTicksWithinBoundsForAnySpan() {
    for (double high : List.of(1e-9, 0.3, 1.0, 7.0, 1e6, 1e30, 1e300)) {
      assertThat(Scale.linear(0, high).ticks(6)).hasSizeBetween(3, 10);
      assertThat(Scale.log(1e-12, high).ticks(6)).hasSizeBetween(2, 13);
    }
  }

  @Test
  void mapsTheEndsToZeroAndOne() {
    assertThat(Scale.log(10, 1_000).at(100)).isEqualTo(0.5, within(1e-12));
    assertThat(Scale.linear(10, 20).at(15)).isEqualTo(0.5);
  }

  @Test
  void widensAnAxisOfOneValue() {
    assertThat(Scale.linear(0, 0).at(0)).isZero();
    assertThat(Scale.log(5, 5).at(5)).isEqualTo(0.5, within(1e-12));
  }
}
