package org.tengen.models.dl4j.recurrent;

import org.tengen.models.dl4j.floats.Floats;
import org.tengen.models.dl4j.floats.SplitMix;

/**
 * Takes numbers out at random and scales the others up, so that their mean stays (Srivastava et al.
 * 2014), and does the same to their gradient. Used by one thread.
 */
final class Dropout {
  private static final int BITS = 16;

  /** A number stays when its {@link #BITS} random bits are at least this. */
  private final int threshold;

  private final float scale;
  private float[] factors = {};
  private float[] values = {};

  /** With the chance {@code rate} of [0, 1), to within 2^-16. */
  Dropout(double rate) {
    threshold = (int) Math.round(rate * (1 << BITS));
    scale = 1f / (1f - threshold / (float) (1 << BITS));
  }

  /** Draws who stays, and drops the others of {@code count} numbers of {@code floats}. */
  void forward(Floats floats, int count, long seed) {
    if (threshold == 0) {
      return;
    }
    if (factors.length != count) {
      factors = new float[count];
      values = new float[count];
    }
    SplitMix random = new SplitMix(seed);
    long bits = 0;
    for (int i = 0; i < count; i++) {
      bits = i % (Long.SIZE / BITS) == 0 ? random.next() : bits >>> BITS;
      factors[i] = (bits & ((1 << BITS) - 1)) < threshold ? 0f : scale;
    }
    multiply(floats);
  }

  /** The gradient of the last {@link #forward}'s input, in place of its output's. */
  void backward(Floats gradient) {
    if (threshold > 0) {
      multiply(gradient);
    }
  }

  private void multiply(Floats floats) {
    floats.get(0, values, 0, values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] *= factors[i];
    }
    floats.put(0, values, 0, values.length);
  }
}
