package org.tengen.ps.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;

/** Two bytes a float: sign, exponent and 7 bits of its fraction. */
record BFloat16Floats() implements DenseFloats {
  private static final int CHUNK = 2048;

  @Override
  public Format format() {
    return Format.BFLOAT16;
  }

  @Override
  public int parameter(int from) {
    return 0;
  }

  @Override
  public int bytes(int parameter, int floats) {
    return (floats + 1) / 2 * 4;
  }

  @Override
  public void encode(float[] vector, int from, int to, ByteBuffer out, int at) {
    ShortBuffer shorts = shorts(out, at);
    short[] chunk = new short[CHUNK];
    for (int done = from; done < to; done += CHUNK) {
      int count = Math.min(CHUNK, to - done);
      round(vector, done, chunk, count);
      shorts.put(done - from, chunk, 0, count);
    }
  }

  @Override
  public void decode(
      ByteBuffer in, int at, Shape shape, int from, float[] into, int to, int count) {
    ShortBuffer shorts = shorts(in, at);
    short[] chunk = new short[CHUNK];
    for (int done = 0; done < count; done += CHUNK) {
      int some = Math.min(CHUNK, count - done);
      shorts.get(from + done, chunk, 0, some);
      widen(chunk, into, to + done, some);
    }
  }

  private static ShortBuffer shorts(ByteBuffer bytes, int at) {
    return bytes.slice(at, bytes.limit() - at).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }

  private static void round(float[] from, int at, short[] into, int count) {
    for (int i = 0; i < count; i++) {
      into[i] = nearest(from[at + i]);
    }
  }

  private static void widen(short[] from, float[] into, int at, int count) {
    for (int i = 0; i < count; i++) {
      into[at + i] = Float.intBitsToFloat(from[i] << 16);
    }
  }

  /** Rounds to nearest, ties to even; what is too large becomes infinite, NaN stays NaN. */
  static short nearest(float value) {
    int bits = Float.floatToRawIntBits(value);
    if ((bits & 0x7fffffff) > 0x7f800000) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }
}
