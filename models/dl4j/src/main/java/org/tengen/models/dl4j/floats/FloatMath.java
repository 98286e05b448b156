package org.tengen.models.dl4j.floats;

/**
 * The exponential and its relatives over runs of an array: what the compiler does not turn into
 * vector instructions by itself.
 *
 * <p>Every element goes through the same operations in the same order whichever implementation
 * runs, so the bits of a result depend neither on the implementation nor on the width of its
 * vectors. Relative error of the exponential below 1.3e-7; arguments are clamped to [-87, 88].
 * Stateless.
 */
public interface FloatMath {
  /** ln 2's reciprocal: x log2(e) = n + r / ln 2. */
  float LOG2_E = 1.442695f;

  /** 1.5 x 2^23: adding it rounds to an integer, which is then in the low bits. */
  float ROUNDER = 0x1.8p23f;

  /** ln 2 in two parts, the first exact in 12 bits (Cody and Waite 1980). */
  float LN2_HIGH = 355f / 512f;

  float LN2_LOW = -0x1.bd0106p-13f;

  /** e^r = 1 + r + r^2 P(r) on [-ln 2 / 2, ln 2 / 2], interpolated at Chebyshev points. */
  float P5 = 1.989108E-4f;

  float P4 = 0.0013933731f;
  float P3 = 0.0083333105f;
  float P2 = 0.041666463f;
  float P1 = 0.16666667f;
  float P0 = 0.5f;

  /** Arguments below underflow. */
  float LOWEST = -87f;

  /** Arguments above overflow. */
  float HIGHEST = 88f;

  /** The name in run records. */
  String name();

  /** x[i] = exp(x[i] - shift) for from &lt;= i &lt; to. */
  void exp(float[] x, int from, int to, float shift);

  /** x[i] = 1 / (1 + exp(-x[i])). */
  void sigmoid(float[] x, int from, int to);

  /** x[i] = tanh(x[i]). */
  void tanh(float[] x, int from, int to);

  /** Adds bias[i - from] to x[i] and returns the largest. */
  float addAndMax(float[] x, int from, int to, float[] bias);

  /** One exponential, by the operations that every implementation uses. */
  static float exp(float x) {
    float clamped = Math.min(HIGHEST, Math.max(LOWEST, x));
    float shifted = Math.fma(clamped, LOG2_E, ROUNDER);
    float n = shifted - ROUNDER;
    float r = Math.fma(n, -LN2_HIGH, clamped);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(P5, r, P4);
    p = Math.fma(p, r, P3);
    p = Math.fma(p, r, P2);
    p = Math.fma(p, r, P1);
    p = Math.fma(p, r, P0);
    p = Math.fma(p, r * r, r + 1f);
    return p * Float.intBitsToFloat((Float.floatToRawIntBits(shifted) << 23) + (127 << 23));
  }
}
