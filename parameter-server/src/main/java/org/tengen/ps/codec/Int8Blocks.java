package org.tengen.ps.codec;

import java.nio.ByteBuffer;
import org.tengen.ps.codec.DenseFloats.Shape;

/**
 * A byte a float, and a float32 scale for each block of {@link #BLOCK}. Blocks lie at absolute
 * positions of the vector: a slice that cuts one has its scale as its neighbour has it, so what is
 * decoded does not depend on the cut.
 *
 * <p>A block in which a float is not finite decodes to NaN, so that a training that diverges is
 * seen to. One whose greatest magnitude is under {@link #LEAST} decodes to 0.
 */
record Int8Blocks() implements DenseFloats {
  /** Floats of a block. */
  static final int BLOCK = 256;

  /** Magnitudes under it are too small to be divided by 127 in float32. */
  static final float LEAST = 1e-30f;

  /**
   * Adding and subtracting it rounds a float of small magnitude to the nearest whole, ties even.
   */
  private static final float ROUNDER = 1.5f * (1 << 23);

  @Override
  public Format format() {
    return Format.INT8;
  }

  /** The place of the first float in its block. */
  @Override
  public int parameter(int from) {
    return from % BLOCK;
  }

  @Override
  public int bytes(int parameter, int floats) {
    return 4 * blocks(parameter, floats) + (floats + 3) / 4 * 4;
  }

  static int blocks(int phase, int floats) {
    return (phase + floats + BLOCK - 1) / BLOCK;
  }

  @Override
  public void encode(float[] vector, int from, int to, ByteBuffer out, int at) {
    int phase = parameter(from);
    int bytesAt = at + 4 * blocks(phase, to - from);
    byte[] chunk = new byte[BLOCK];
    int scaleAt = at;
    for (int block = from - phase; block < to; block += BLOCK) {
      float greatest = greatest(vector, block, Math.min(vector.length, block + BLOCK));
      int first = Math.max(from, block);
      int count = Math.min(to, block + BLOCK) - first;
      out.putFloat(scaleAt, scale(greatest));
      quantise(vector, first, count, inverse(greatest), chunk);
      out.put(bytesAt + first - from, chunk, 0, count);
      scaleAt += 4;
    }
  }

  @Override
  public void decode(
      ByteBuffer in, int at, Shape shape, int from, float[] into, int to, int count) {
    int phase = shape.parameter();
    int bytesAt = at + 4 * blocks(phase, shape.floats());
    byte[] chunk = new byte[BLOCK];
    int done = 0;
    while (done < count) {
      int place = phase + from + done;
      int some = Math.min(count - done, BLOCK - place % BLOCK);
      float scale = in.getFloat(at + 4 * (place / BLOCK));
      in.get(bytesAt + from + done, chunk, 0, some);
      for (int i = 0; i < some; i++) {
        into[to + done + i] = scale * chunk[i];
      }
      done += some;
    }
  }

  /** NaN if any is NaN. */
  private static float greatest(float[] vector, int from, int to) {
    float greatest = 0;
    for (int i = from; i < to; i++) {
      greatest = Math.max(greatest, Math.abs(vector[i]));
    }
    return greatest;
  }

  /** What 1 stands for in a block. */
  static float scale(float greatest) {
    if (!Float.isFinite(greatest)) {
      return Float.NaN;
    }
    return greatest < LEAST ? 0 : greatest / 127;
  }

  private static float inverse(float greatest) {
    return Float.isFinite(greatest) && greatest >= LEAST ? 127 / greatest : 0;
  }

  private static void quantise(float[] from, int at, int count, float inverse, byte[] into) {
    for (int i = 0; i < count; i++) {
      into[i] = (byte) (int) (from[at + i] * inverse + ROUNDER - ROUNDER);
    }
  }
}
