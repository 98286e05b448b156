package org.tengen.models.dl4j.floats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatMathTest {
  private final FloatMath plain = new PlainMath();
  private final FloatMath vector = FloatMaths.best();

  private static float[] values(int count) {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) ((random.nextDouble() - 0.5) * (i % 3 == 0 ? 2 : 40));
    }
    return values;
  }

  @Test
  void thisJvmHasTheVectorModuleSoThatBothAreTested() {
    assertThat(vector.name()).startsWith("vector-");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 16, 17, 1023, 1024, 1025, 10_001})
  void vectorsAndPlainLoopsGiveTheSameBits(int count) {
    assertSameBits(count, (math, x) -> math.exp(x, 0, x.length, 3.25f));
    assertSameBits(count, (math, x) -> math.exp(x, x.length / 3, x.length, 0f));
    assertSameBits(count, (math, x) -> math.sigmoid(x, 0, x.length));
    assertSameBits(count, (math, x) -> math.tanh(x, 0, x.length));
    assertSameBits(count, (math, x) -> x[0] = math.addAndMax(x, 0, x.length, values(x.length)));
  }

  private void assertSameBits(int count, BiConsumer<FloatMath, float[]> function) {
    float[] byLoops = values(count);
    float[] byVectors = values(count);
    function.accept(plain, byLoops);
    function.accept(vector, byVectors);
    assertThat(byVectors).containsExactly(byLoops);
  }

  @Test
  void theExponentialIsRightToItsLastBits() {
    double worst = 0;
    for (float x = -86.9f; x < 87.9f; x += 0.0037f) {
      worst = Math.max(worst, Math.abs(FloatMath.exp(x) / Math.exp(x) - 1));
    }
    assertThat(worst).isLessThan(1.3e-7);
  }

  @Test
  void argumentsOutOfRangeAreClampedAndNotANumberStaysSo() {
    float[] x = {-1e9f, 1e9f, Float.NaN};
    plain.exp(x, 0, 3, 0f);
    assertThat(x[0]).isBetween(0f, 2e-38f);
    assertThat(x[1]).isBetween(1e38f, Float.MAX_VALUE);
    assertThat(x[2]).isNaN();
  }
}
