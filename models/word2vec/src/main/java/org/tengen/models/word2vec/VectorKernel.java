package org.tengen.models.word2vec;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link Kernel} on the vector instructions of {@code jdk.incubator.vector}, as wide as the
 * processor has them. Loaded by name and only where that module is.
 *
 * <p>Logits are computed for two inputs and a tile of six outputs at once, which takes 12 registers
 * for sums; errors stay in memory and are broadcast from there.
 */
final class VectorKernel extends WindowKernel {
  private static final VectorSpecies<Float> LANES = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Float> FOUR = FloatVector.SPECIES_128;
  private static final int WIDTH = LANES.length();

  /** Lanes with an odd number, and those whose number has its second bit set. */
  private static final VectorMask<Float> ODD = lanesWithBit(1);

  private static final VectorMask<Float> UPPER = lanesWithBit(2);

  /** Each lane changes places with its neighbour, and with the next but one. */
  private static final VectorShuffle<Float> SWAP_ONE = VectorShuffle.fromOp(LANES, i -> i ^ 1);

  private static final VectorShuffle<Float> SWAP_TWO = VectorShuffle.fromOp(LANES, i -> i ^ 2);

  private final float[] quarters = new float[3 * WIDTH];

  VectorKernel(Word2VecSettings settings, int widestOutput) {
    super(settings, widestOutput);
  }

  private static VectorMask<Float> lanesWithBit(int bit) {
    boolean[] set = new boolean[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      set[i] = (i & bit) != 0;
    }
    return VectorMask.fromArray(LANES, set, 0);
  }

  @Override
  public String name() {
    return "vector-" + LANES.vectorBitSize();
  }

  @Override
  void logits(float[] in, float[] out, int tile) {
    int o0 = outputAt[tile * TILE];
    int o1 = outputAt[tile * TILE + 1];
    int o2 = outputAt[tile * TILE + 2];
    int o3 = outputAt[tile * TILE + 3];
    int o4 = outputAt[tile * TILE + 4];
    int o5 = outputAt[tile * TILE + 5];
    int at = errorsAt(tile);
    for (int i = 0; i < inputs; i += 2, at += 2 * TILE) {
      int x = inputAt[i];
      int y = inputAt[i + 1];
      FloatVector x0 = FloatVector.zero(LANES);
      FloatVector x1 = x0;
      FloatVector x2 = x0;
      FloatVector x3 = x0;
      FloatVector x4 = x0;
      FloatVector x5 = x0;
      FloatVector y0 = x0;
      FloatVector y1 = x0;
      FloatVector y2 = x0;
      FloatVector y3 = x0;
      FloatVector y4 = x0;
      FloatVector y5 = x0;
      for (int d = 0; d < stride; d += WIDTH) {
        FloatVector vx = FloatVector.fromArray(LANES, in, x + d);
        FloatVector vy = FloatVector.fromArray(LANES, in, y + d);
        FloatVector o = FloatVector.fromArray(LANES, out, o0 + d);
        x0 = vx.fma(o, x0);
        y0 = vy.fma(o, y0);
        o = FloatVector.fromArray(LANES, out, o1 + d);
        x1 = vx.fma(o, x1);
        y1 = vy.fma(o, y1);
        o = FloatVector.fromArray(LANES, out, o2 + d);
        x2 = vx.fma(o, x2);
        y2 = vy.fma(o, y2);
        o = FloatVector.fromArray(LANES, out, o3 + d);
        x3 = vx.fma(o, x3);
        y3 = vy.fma(o, y3);
        o = FloatVector.fromArray(LANES, out, o4 + d);
        x4 = vx.fma(o, x4);
        y4 = vy.fma(o, y4);
        o = FloatVector.fromArray(LANES, out, o5 + d);
        x5 = vx.fma(o, x5);
        y5 = vy.fma(o, y5);
      }
      quarters(x0, x1, x2, x3).intoArray(quarters, 0);
      quarters(x4, x5, y0, y1).intoArray(quarters, WIDTH);
      quarters(y2, y3, y4, y5).intoArray(quarters, 2 * WIDTH);
      total(0).intoArray(errors, at);
      total(WIDTH).intoArray(errors, at + 4);
      total(2 * WIDTH).intoArray(errors, at + 8);
    }
  }

  /** Four vectors' sums in pieces: lane i has a piece of that of vector i mod 4. */
  private static FloatVector quarters(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    FloatVector ab = a.blend(b, ODD).add(b.blend(a, ODD).rearrange(SWAP_ONE));
    FloatVector cd = c.blend(d, ODD).add(d.blend(c, ODD).rearrange(SWAP_ONE));
    return ab.blend(cd, UPPER).add(cd.blend(ab, UPPER).rearrange(SWAP_TWO));
  }

  private FloatVector total(int at) {
    FloatVector sum = FloatVector.fromArray(FOUR, quarters, at);
    for (int i = 4; i < WIDTH; i += 4) {
      sum = sum.add(FloatVector.fromArray(FOUR, quarters, at + i));
    }
    return sum;
  }

  @Override
  void toErrors(int count, float rate) {
    FloatVector minus = FloatVector.broadcast(LANES, -rate);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(LANES, errors, i);
      x = x.max(-LARGEST_LOGIT).min(LARGEST_LOGIT).neg();
      minus.div(exp(x).add(1f)).intoArray(errors, i);
    }
  }

  /** The operations of {@link Exponential#of}, on all lanes. */
  private static FloatVector exp(FloatVector x) {
    FloatVector scaled = x.mul(Exponential.LOG2_E);
    FloatVector shifted = scaled.add(Exponential.ROUNDER);
    FloatVector f = scaled.sub(shifted.sub(Exponential.ROUNDER));
    FloatVector p = f.fma(Exponential.C6, Exponential.C5);
    p = p.fma(f, FloatVector.broadcast(LANES, Exponential.C4));
    p = p.fma(f, FloatVector.broadcast(LANES, Exponential.C3));
    p = p.fma(f, FloatVector.broadcast(LANES, Exponential.C2));
    p = p.fma(f, FloatVector.broadcast(LANES, Exponential.C1));
    p = p.fma(f, FloatVector.broadcast(LANES, 1f));
    var exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23).add(127 << 23);
    return p.mul(exponent.reinterpretAsFloats());
  }

  @Override
  void update(float[] in, float[] out, int tile, boolean inPlace) {
    int o0 = outputAt[tile * TILE];
    int o1 = outputAt[tile * TILE + 1];
    int o2 = outputAt[tile * TILE + 2];
    int o3 = outputAt[tile * TILE + 3];
    int o4 = outputAt[tile * TILE + 4];
    int o5 = outputAt[tile * TILE + 5];
    int first = errorsAt(tile);
    for (int d = 0; d < stride; d += WIDTH) {
      FloatVector v0 = FloatVector.fromArray(LANES, out, o0 + d);
      FloatVector v1 = FloatVector.fromArray(LANES, out, o1 + d);
      FloatVector v2 = FloatVector.fromArray(LANES, out, o2 + d);
      FloatVector v3 = FloatVector.fromArray(LANES, out, o3 + d);
      FloatVector v4 = FloatVector.fromArray(LANES, out, o4 + d);
      FloatVector v5 = FloatVector.fromArray(LANES, out, o5 + d);
      FloatVector g0 = FloatVector.zero(LANES);
      FloatVector g1 = g0;
      FloatVector g2 = g0;
      FloatVector g3 = g0;
      FloatVector g4 = g0;
      FloatVector g5 = g0;
      for (int i = 0, at = first; i < inputs; i++, at += TILE) {
        FloatVector x = FloatVector.fromArray(LANES, in, inputAt[i] + d);
        FloatVector e = FloatVector.broadcast(LANES, errors[at]);
        FloatVector change = e.mul(v0);
        g0 = e.fma(x, g0);
        e = FloatVector.broadcast(LANES, errors[at + 1]);
        change = e.fma(v1, change);
        g1 = e.fma(x, g1);
        e = FloatVector.broadcast(LANES, errors[at + 2]);
        change = e.fma(v2, change);
        g2 = e.fma(x, g2);
        e = FloatVector.broadcast(LANES, errors[at + 3]);
        change = e.fma(v3, change);
        g3 = e.fma(x, g3);
        e = FloatVector.broadcast(LANES, errors[at + 4]);
        change = e.fma(v4, change);
        g4 = e.fma(x, g4);
        e = FloatVector.broadcast(LANES, errors[at + 5]);
        change = e.fma(v5, change);
        g5 = e.fma(x, g5);
        if (tile > 0) {
          change = change.add(FloatVector.fromArray(LANES, changes, i * stride + d));
        }
        if (inPlace) {
          x.add(change).intoArray(in, inputAt[i] + d);
        } else {
          change.intoArray(changes, i * stride + d);
        }
      }
      add(g0, out, o0 + d);
      add(g1, out, o1 + d);
      add(g2, out, o2 + d);
      add(g3, out, o3 + d);
      add(g4, out, o4 + d);
      add(g5, out, o5 + d);
    }
  }

  private static void add(FloatVector change, float[] to, int at) {
    FloatVector.fromArray(LANES, to, at).add(change).intoArray(to, at);
  }

  @Override
  void sum(float[] in, float factor, float[] to) {
    for (int d = 0; d < stride; d += WIDTH) {
      FloatVector sum = FloatVector.zero(LANES);
      for (int i = 0; i < inputs; i++) {
        sum = sum.add(FloatVector.fromArray(LANES, in, inputAt[i] + d));
      }
      sum.mul(factor).intoArray(to, d);
    }
  }

  @Override
  void spread(float[] in, float factor) {
    for (int d = 0; d < stride; d += WIDTH) {
      FloatVector change = FloatVector.fromArray(LANES, changes, d).mul(factor);
      for (int i = 0; i < inputs; i++) {
        add(change, in, inputAt[i] + d);
      }
    }
  }
}
