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
 * for sums. They become errors before they leave registers; gradients then broadcast errors from
 * memory.
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
      FloatVector a = quarters(x0, x1, x2, x3);
      FloatVector b = quarters(x4, x5, y0, y1);
      FloatVector c = quarters(y2, y3, y4, y5);
      int wanted = tile * Rows.LINE;
      if (WIDTH == 16) {
        toErrors(join(join(a, b, HAS_4, SWAP_4), fold(c, SWAP_4), HAS_8, SWAP_8), wanted, at);
      } else if (WIDTH == 8) {
        toErrors(join(a, b, HAS_4, SWAP_4), wanted, at);
        toErrors(fold(c, SWAP_4), wanted + 8, at + 8);
      } else {
        toErrors(a, wanted, at);
        toErrors(b, wanted + 4, at + 4);
        toErrors(c, wanted + 8, at + 8);
      }
    }
  }

  /** Four vectors' sums in pieces: lane i has a piece of that of vector i mod 4. */
  private static FloatVector quarters(FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    return join(join(a, b, HAS_1, SWAP_1), join(c, d, HAS_1, SWAP_1), HAS_2, SWAP_2);
  }

  /** Sums of two lanes: those of a where the lane lacks the bit, those of b where it has it. */
  private static FloatVector join(
      FloatVector a, FloatVector b, VectorMask<Float> has, VectorShuffle<Float> swap) {
    return a.blend(b, has).add(b.blend(a, has).rearrange(swap));
  }

  private static FloatVector fold(FloatVector a, VectorShuffle<Float> swap) {
    return a.add(a.rearrange(swap));
  }

  /** Writes a vector of errors, the last lanes of which may be nothing. */
  private void toErrors(FloatVector logits, int wanted, int at) {
    FloatVector x = logits.max(-LARGEST_LOGIT).min(LARGEST_LOGIT).neg();
    FloatVector.fromArray(LANES, slopes, wanted)
        .div(exp(x).add(1f))
        .add(FloatVector.fromArray(LANES, labels, wanted))
        .intoArray(errors, at);
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
