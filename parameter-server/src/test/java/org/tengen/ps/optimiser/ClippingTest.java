package org.tengen.ps.optimiser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tengen.ps.table.Range;

class ClippingTest {
  private static final List<Range> FIRST_THREE = List.of(new Range(0, 3));

  @Test
  void scalesTheMeanGradientDownToTheNorm() {
    // The mean over 2 samples is (3, 0, 4), 5 long; clipped to 1 the sum is a fifth.
    float[] gradient = {6, 0, 8, 100};
    Clipping.parse("norm:1").clip(FloatBuffer.wrap(gradient), 2, FIRST_THREE);
    assertThat(gradient).containsExactly(1.2f, 0, 1.6f, 100);
  }

  @Test
  void leavesAShorterGradientAlone() {
    float[] gradient = {6, 0, 8, 100};
    Clipping.parse("norm:5").clip(FloatBuffer.wrap(gradient), 2, FIRST_THREE);
    assertThat(gradient).containsExactly(6, 0, 8, 100);
  }

  @Test
  void holdsEachFloatOfTheMeanWithinTheLimit() {
    float[] gradient = {6, -0.5f, -8, 100};
    Clipping.parse("value:2").clip(FloatBuffer.wrap(gradient), 2, FIRST_THREE);
    assertThat(gradient).containsExactly(4, -0.5f, -4, 100);
  }

  @Test
  void takesTheNormOverAllRangesAndChunks() {
    int length = 10_000;
    FloatBuffer gradient = FloatBuffer.allocate(length);
    for (int i = 0; i < length; i++) {
      gradient.put(i, 1);
    }
    List<Range> ranges = List.of(new Range(0, 9000), new Range(9100, 10_000));
    new Clipping.ByNorm((float) Math.sqrt(9900) / 2).clip(gradient, 1, ranges);
    assertThat(gradient.get(0)).isEqualTo(0.5f);
    assertThat(gradient.get(8999)).isEqualTo(0.5f);
    assertThat(gradient.get(9000)).isEqualTo(1);
    assertThat(gradient.get(9999)).isEqualTo(0.5f);
  }

  @Test
  void doesNothingWhenNoneIsSet() {
    float[] gradient = {1e30f};
    Clipping.parse("none").clip(FloatBuffer.wrap(gradient), 1, List.of(new Range(0, 1)));
    assertThat(gradient).containsExactly(1e30f);
  }

  @Test
  void refusesUnknownSettingsInOneLine() {
    assertThatThrownBy(() -> Clipping.parse("norm"))
        .hasMessage("clipping=norm: expected none, value:LIMIT or norm:LIMIT, e.g. norm:5");
    assertThatThrownBy(() -> Clipping.parse("value:-1"))
        .hasMessage("clipping=value:-1.0: expected a limit over 0, e.g. value:5");
  }
}
