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
 * for sums; gradients broadcast errors from memory. Each step is a method of its own, with a few
 * floats in memory between them: in a method that has them all the compiler stops inlining, and
 * makes objects of vectors.
 */
final class VectorKernel extends WindowKernel {
  private static final VectorSpecies<Float> LANES =
      FloatVector.SPECIES_PREFERRED.length() <= Rows.LINE
          ? FloatVector.SPECIES_PREFERRED
          : FloatVector.SPECIES_512;
  private static final int WIDTH = LANES.length();

  /** Lanes whose number has the bit 1, 2, 4 or 8. */
  private static final VectorMask<Float> HAS_1 = lanesWithBit(1);

  private static final VectorMask<Float> HAS_2 = lanesWithBit(2);
  private static final VectorMask<Float> HAS_4 = lanesWithBit(4);
  private static final VectorMask<Float> HAS_8 = lanesWithBit(8);

  /** Each lane changes places with that whose number differs in the bit. */
  private static final VectorShuffle<Float> SWAP_1 = lanesSwappedBy(1);

  private static final VectorShuffle<Float> SWAP_2 = lanesSwappedBy(2);
  private static final VectorShuffle<Float> SWAP_4 = lanesSwappedBy(4);
  private static final VectorShuffle<Float> SWAP_8 = lanesSwappedBy(8);

  private final float[] sums = new float[2 * TILE * WIDTH];

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

  private static VectorShuffle<Float> lanesSwappedBy(int bit) {
    return VectorShuffle.fromOp(LANES, i -> (i ^ bit) % WIDTH);
  }

  @Override
  public String name() {
    return "vector-" + LANES.vectorBitSize();
  }

  @Override
  void findErrors(float[] in, float[] out, int tile) {
    int at = errorsAt(tile);
    for (int i = 0; i < inputs; i += 2, at += 2 * TILE) {
      multiply(in, inputAt[i], inputAt[i + 1], out, tile);
      sum();
      toErrors(tile * Rows.LINE, at);
    }
  }

  /**
   * Puts the products of two inputs and a tile of outputs into {@link #sums}, not yet summed up.
   */
  private void multiply(float[] in, int x, int y, float[] out, int tile) {
    int o0 = outputAt[tile * TILE];
    int o1 = outputAt[tile * TILE + 1];
    int o2 = outputAt[tile * TILE + 2];
    int o3 = outputAt[tile * TILE + 3];
    int o4 = outputAt[tile * TILE + 4];
    int o5 = outputAt[tile * TILE + 5];
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
    x0.intoArray(sums, 0);
    x1.intoArray(sums, WIDTH);
    x2.intoArray(sums, 2 * WIDTH);
    x3.intoArray(sums, 3 * WIDTH);
    x4.intoArray(sums, 4 * WIDTH);
    x5.intoArray(sums, 5 * WIDTH);
    y0.intoArray(sums, 6 * WIDTH);
    y1.intoArray(sums, 7 * WIDTH);
    y2.intoArray(sums, 8 * WIDTH);
    y3.intoArray(sums, 9 * WIDTH);
    y4.intoArray(sums, 10 * WIDTH);
    y5.intoArray(sums, 11 * WIDTH);
  }

  /**
   * Sums up the twelve vectors of {@link #sums} into its first twelve floats. Two vectors become
   * one of half-summed lanes: of the first where the lane lacks a bit, of the second where it has
   * it.
   */
  private void sum() {
    for (int i = 0; i < 6; i++) {
      FloatVector a = FloatVector.fromArray(LANES, sums, 2 * i * WIDTH);
      FloatVector b = FloatVector.fromArray(LANES, sums, (2 * i + 1) * WIDTH);
      a.blend(b, HAS_1).add(b.blend(a, HAS_1).rearrange(SWAP_1)).intoArray(sums, i * WIDTH);
    }
    for (int i = 0; i < 3; i++) {
      FloatVector a = FloatVector.fromArray(LANES, sums, 2 * i * WIDTH);
      FloatVector b = FloatVector.fromArray(LANES, sums, (2 * i + 1) * WIDTH);
      a.blend(b, HAS_2).add(b.blend(a, HAS_2).rearrange(SWAP_2)).intoArray(sums, i * WIDTH);
    }
    if (WIDTH == 4) {
      return;
    }
    FloatVector a = FloatVector.fromArray(LANES, sums, 0);
    FloatVector b = FloatVector.fromArray(LANES, sums, WIDTH);
    FloatVector c = FloatVector.fromArray(LANES, sums, 2 * WIDTH);
    a = a.blend(b, HAS_4).add(b.blend(a, HAS_4).rearrange(SWAP_4));
    c = c.add(c.rearrange(SWAP_4));
    if (WIDTH == 8) {
      a.intoArray(sums, 0);
      c.intoArray(sums, WIDTH);
    } else {
      a.blend(c, HAS_8).add(c.blend(a, HAS_8).rearrange(SWAP_8)).intoArray(sums, 0);
    }
  }

  /** Makes errors of the logits in {@link #sums}; those behind the twelfth are nothing. */
  private void toErrors(int wanted, int at) {
    for (int i = 0; i < 2 * TILE; i += WIDTH) {
      FloatVector logits = FloatVector.fromArray(LANES, sums, i);
      FloatVector x = logits.max(-LARGEST_LOGIT).min(LARGEST_LOGIT).neg();
      FloatVector.fromArray(LANES, slopes, wanted + i)
          .div(exp(x).add(1f))
          .add(FloatVector.fromArray(LANES, labels, wanted + i))
          .intoArray(errors, at + i);
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
