package org.tengen.models.word2vec;

/**
 * e^x in float32, for |x| up to 30 with a relative error below 2e-6: 2^n times the first seven
 * terms of the series of 2^f, where n + f = x / ln 2 and |f| is at most a half.
 *
 * <p>The constants are what both kernels compute it with, on one number and on vectors.
 */
final class Exponential {
  /** 1 / ln 2. */
  static final float LOG2_E = (float) (1 / Math.log(2));

  /** 1.5 x 2^23: adding it rounds to a whole number, which is then in the low bits. */
  static final float ROUNDER = 0x1.8p23f;

  static final float C1 = term(1);
  static final float C2 = term(2);
  static final float C3 = term(3);
  static final float C4 = term(4);
  static final float C5 = term(5);
  static final float C6 = term(6);

  private Exponential() {}

  /** (ln 2)^k / k!. */
  private static float term(int k) {
    double value = 1;
    for (int i = 1; i <= k; i++) {
      value *= Math.log(2) / i;
    }
    return (float) value;
  }

  static float of(float x) {
    float scaled = x * LOG2_E;
    float shifted = scaled + ROUNDER;
    float f = scaled - (shifted - ROUNDER);
    float p = Math.fma(C6, f, C5);
    p = Math.fma(p, f, C4);
    p = Math.fma(p, f, C3);
    p = Math.fma(p, f, C2);
    p = Math.fma(p, f, C1);
    p = Math.fma(p, f, 1f);
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + (127 << 23));
  }
}
