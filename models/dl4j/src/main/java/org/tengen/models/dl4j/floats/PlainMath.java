package org.tengen.models.dl4j.floats;

/**
 * {@link FloatMath} in plain Java, for a JVM without the vector module.
 *
 * <p>Cut into short loops over a block that stays in the first-level cache, so that the compiler
 * vectorises all of them but the one that moves bits between floats and integers.
 */
final class PlainMath implements FloatMath {
  private static final int BLOCK = 1024;
  private static final ThreadLocal<float[][]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[2][BLOCK]);

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public void exp(float[] x, int from, int to, float shift) {
    float[][] scratch = SCRATCH.get();
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      float[] arguments = scratch[0];
      for (int i = 0; i < count; i++) {
        arguments[i] = x[start + i] - shift;
      }
      expBlock(arguments, scratch[1], count);
      System.arraycopy(arguments, 0, x, start, count);
    }
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    float[][] scratch = SCRATCH.get();
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      float[] arguments = scratch[0];
      for (int i = 0; i < count; i++) {
        arguments[i] = -x[start + i];
      }
      expBlock(arguments, scratch[1], count);
      for (int i = 0; i < count; i++) {
        x[start + i] = 1f / (1f + arguments[i]);
      }
    }
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    float[][] scratch = SCRATCH.get();
    for (int start = from; start < to; start += BLOCK) {
      int count = Math.min(BLOCK, to - start);
      float[] arguments = scratch[0];
      for (int i = 0; i < count; i++) {
        arguments[i] = x[start + i] + x[start + i];
      }
      expBlock(arguments, scratch[1], count);
      for (int i = 0; i < count; i++) {
        x[start + i] = 1f - 2f / (1f + arguments[i]);
      }
    }
  }

  @Override
  public float addAndMax(float[] x, int from, int to, float[] bias) {
    for (int i = from; i < to; i++) {
      x[i] += bias[i - from];
    }
    float max = Float.NEGATIVE_INFINITY;
    for (int i = from; i < to; i++) {
      if (x[i] > max) { // rarely so: a branch that is predicted is cheaper than a maximum
        max = x[i];
      }
    }
    return max;
  }

  /** x = exp(x) over the first {@code count} elements, in the steps of {@link FloatMath#exp}. */
  private static void expBlock(float[] x, float[] shifted, int count) {
    for (int i = 0; i < count; i++) {
      float clamped = Math.min(HIGHEST, Math.max(LOWEST, x[i]));
      x[i] = clamped;
      shifted[i] = Math.fma(clamped, LOG2_E, ROUNDER);
    }
    for (int i = 0; i < count; i++) {
      float n = shifted[i] - ROUNDER;
      float r = Math.fma(n, -LN2_HIGH, x[i]);
      r = Math.fma(n, -LN2_LOW, r);
      float p = Math.fma(P5, r, P4);
      p = Math.fma(p, r, P3);
      p = Math.fma(p, r, P2);
      p = Math.fma(p, r, P1);
      p = Math.fma(p, r, P0);
      x[i] = Math.fma(p, r * r, r + 1f);
    }
    for (int i = 0; i < count; i++) {
      shifted[i] = Float.intBitsToFloat((Float.floatToRawIntBits(shifted[i]) << 23) + (127 << 23));
    }
    for (int i = 0; i < count; i++) {
      x[i] *= shifted[i];
    }
  }
}
