package org.tengen.models.dl4j.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import org.tengen.models.dl4j.floats.Floats;

/** Gradients in float32 beside differences of the same function in float64. */
final class Slopes {
  private static final double STEP = 1e-5;

  private Slopes() {}

  /** Every position of the gradient is the slope of {@code function} there. */
  static void check(
      String what, float[] gradient, double[] at, ToDoubleFunction<double[]> function) {
    assertThat(gradient).hasSameSizeAs(at);
    for (int i = 0; i < at.length; i++) {
      double value = at[i];
      at[i] = value + STEP;
      double above = function.applyAsDouble(at);
      at[i] = value - STEP;
      double below = function.applyAsDouble(at);
      at[i] = value;
      double slope = (above - below) / (2 * STEP);
      assertThat((double) gradient[i])
          .as("%s, position %d", what, i)
          .isCloseTo(slope, within(1e-5 + 1e-4 * Math.abs(slope)));
    }
  }

  /** Numbers of -1 to 1 times {@code scale}. */
  static float[] random(int count, double scale, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }
    return values;
  }

  static double[] doubles(float[] values) {
    double[] doubles = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      doubles[i] = values[i];
    }
    return doubles;
  }

  /** Memory with those numbers, which whoever asks frees. */
  static Floats floats(float[] values) {
    Floats floats = Floats.allocate(values.length);
    floats.put(0, values, 0, values.length);
    return floats;
  }

  static float[] array(Floats floats, int count) {
    float[] values = new float[count];
    floats.get(0, values, 0, count);
    return values;
  }
}
