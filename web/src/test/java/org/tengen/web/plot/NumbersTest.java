package org.tengen.web.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class NumbersTest {

  @Test
  void keepsSignificantDigits() {
    assertThat(Numbers.significant(188.94, 4)).isEqualTo("188.9");
    assertThat(Numbers.significant(14_321.68, 3)).isEqualTo("14,322");
    assertThat(Numbers.significant(0.012345, 3)).isEqualTo("0.0123");
    assertThat(Numbers.significant(0, 3)).isEqualTo("0.00");
    assertThat(Numbers.significant(3e30, 4)).isEqualTo("3.0e+30");
  }

  @Test
  void namesWhatIsNoNumber() {
    assertThat(Numbers.fixed(Double.NaN, 1)).isEqualTo("NaN");
    assertThat(Numbers.significant(Double.POSITIVE_INFINITY, 1)).isEqualTo("inf");
    assertThat(Numbers.fixed(Double.NEGATIVE_INFINITY, 1)).isEqualTo("-inf");
  }

  @Test
  void givesAnAxisOneUnit() {
    assertThat(Numbers.tick(0, 400_000)).isEqualTo("0");
    assertThat(Numbers.tick(50_000, 400_000)).isEqualTo("50k");
    assertThat(Numbers.tick(1_500_000, 4e6)).isEqualTo("1.5M");
    assertThat(Numbers.tick(0.30000000000000004, 1)).isEqualTo("0.3");
    assertThat(Numbers.tick(5_000, 8_000)).isEqualTo("5000");
  }

  @Test
  void refusesACoordinateThatIsNoNumber() {
    assertThat(Numbers.at(12.3456)).isEqualTo("12.35");
    assertThat(Numbers.at(-0.001)).isEqualTo("0");
    assertThatThrownBy(() -> Numbers.at(Double.NaN)).hasMessageContaining("NaN");
  }
}
