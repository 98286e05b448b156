package org.tengen.models.dl4j.floats;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatMath} on the vector instructions of {@code jdk.incubator.vector}, as wide as the
 * processor has them. Loaded by name and only where that module is.
 */
final class VectorMath implements FloatMath {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;

  @Override
  public String name() {
    return "vector-" + LANES.vectorBitSize();
  }

  @Override
  public void exp(float[] x, int from, int to, float shift) {
    int i = from;
    for (int end = from + LANES.loopBound(to - from); i < end; i += LANES.length()) {
      exp(FloatVector.fromArray(LANES, x, i).sub(shift)).intoArray(x, i);
    }
    for (; i < to; i++) {
      x[i] = FloatMath.exp(x[i] - shift);
    }
  }

  @Override
  public void sigmoid(float[] x, int from, int to) {
    FloatVector one = FloatVector.broadcast(LANES, 1f);
    int i = from;
    for (int end = from + LANES.loopBound(to - from); i < end; i += LANES.length()) {
      one.div(exp(FloatVector.fromArray(LANES, x, i).neg()).add(1f)).intoArray(x, i);
    }
    for (; i < to; i++) {
      x[i] = 1f / (1f + FloatMath.exp(-x[i]));
    }
  }

  @Override
  public void tanh(float[] x, int from, int to) {
    FloatVector one = FloatVector.broadcast(LANES, 1f);
    FloatVector two = FloatVector.broadcast(LANES, 2f);
    int i = from;
    for (int end = from + LANES.loopBound(to - from); i < end; i += LANES.length()) {
      FloatVector v = FloatVector.fromArray(LANES, x, i);
      one.sub(two.div(exp(v.add(v)).add(1f))).intoArray(x, i);
    }
    for (; i < to; i++) {
      x[i] = 1f - 2f / (1f + FloatMath.exp(x[i] + x[i]));
    }
  }

  @Override
  public float addAndMax(float[] x, int from, int to, float[] bias) {
    FloatVector largest = FloatVector.broadcast(LANES, Float.NEGATIVE_INFINITY);
    int i = from;
    for (int end = from + LANES.loopBound(to - from); i < end; i += LANES.length()) {
      FloatVector sum =
          FloatVector.fromArray(LANES, x, i).add(FloatVector.fromArray(LANES, bias, i - from));
      sum.intoArray(x, i);
      largest = largest.max(sum);
    }
    float max = largest.reduceLanes(VectorOperators.MAX);
    for (; i < to; i++) {
      x[i] += bias[i - from];
      max = Math.max(max, x[i]);
    }
    return max;
  }

  /** The operations of {@link FloatMath#exp(float)}, on all lanes. */
  private static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(LOWEST).min(HIGHEST);
    FloatVector shifted = clamped.fma(LOG2_E, ROUNDER);
    FloatVector n = shifted.sub(ROUNDER);
    FloatVector r = n.fma(FloatVector.broadcast(LANES, -LN2_HIGH), clamped);
    r = n.fma(FloatVector.broadcast(LANES, -LN2_LOW), r);
    FloatVector p = r.fma(P5, P4);
    p = p.fma(r, FloatVector.broadcast(LANES, P3));
    p = p.fma(r, FloatVector.broadcast(LANES, P2));
    p = p.fma(r, FloatVector.broadcast(LANES, P1));
    p = p.fma(r, FloatVector.broadcast(LANES, P0));
    p = p.fma(r.mul(r), r.add(1f));
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
    return p.mul(exponent.reinterpretAsFloats());
  }
}
