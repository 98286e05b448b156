package org.tengen.ps.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tengen.ps.table.Layout;
import org.tengen.ps.table.Range;

class BFloat16FloatsTest {
  private static float rounded(float value) {
    return Float.intBitsToFloat(BFloat16Floats.nearest(value) << 16);
  }

  /**
   * Of the two neighbours in bfloat16 the nearer; of two as near the one with the even fraction.
   */
  private static float reference(float value) {
    int bits = Float.floatToRawIntBits(value);
    float towardsZero = Float.intBitsToFloat(bits & 0xffff0000);
    float away = Float.intBitsToFloat((bits & 0xffff0000) + 0x10000);
    if (Float.isInfinite(away)) {
      return value;
    }
    BigDecimal exact = new BigDecimal(value);
    int nearer =
        exact
            .subtract(new BigDecimal(towardsZero))
            .abs()
            .compareTo(new BigDecimal(away).subtract(exact).abs());
    boolean even = (bits & 0x10000) == 0;
    return nearer < 0 || (nearer == 0 && even) ? towardsZero : away;
  }

  @Test
  void roundsToTheNearestAndTiesToEven() {
    assertThat(rounded(1 + 0x1p-8f)).isEqualTo(1); // half way, down to even
    assertThat(rounded(1 + 0x3p-8f)).isEqualTo(1.015625f); // half way, up to even
    assertThat(rounded(1.0040f)).isEqualTo(1.0078125f);
    assertThat(rounded(-3.14159f)).isEqualTo(-3.140625f);
  }

  @Test
  void roundsAsArithmeticWithoutLimitsSays() {
    Random random = new Random(1);
    for (int i = 0; i < 200_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Math.abs(value) < 3e38f) {
        assertThat(rounded(value)).as("%s", value).isEqualTo(reference(value));
      }
    }
  }

  @Test
  void keepsWhatIsNotFinite() {
    assertThat(rounded(Float.NaN)).isNaN();
    assertThat(rounded(Float.intBitsToFloat(0x7f800001))).isNaN(); // its upper half says infinite
    assertThat(rounded(Float.POSITIVE_INFINITY)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(rounded(Float.MAX_VALUE)).isEqualTo(Float.POSITIVE_INFINITY);
    assertThat(Float.floatToRawIntBits(rounded(-0f))).isEqualTo(0x80000000);
  }

  @Test
  void leavesStatisticsAsTheyAre() {
    Layout layout = new Layout(5, 3, 1);
    Encoder encoder = Lanes.encoder("bfloat16", layout, new Range(2, 4));
    float[] push = {1.01f, 2.01f, 3.01f, 4.01f, 5.01f};
    assertThat(Lanes.decoded(encoder, layout, push, 1, 0))
        .containsExactly(1.0078125f, 2.015625f, 3.01f, 4.01f, 5);
  }
}
