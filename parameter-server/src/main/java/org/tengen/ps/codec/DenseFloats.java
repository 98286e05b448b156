package org.tengen.ps.codec;

import java.nio.ByteBuffer;

/** A format in which every float has its place. Buffers are little-endian, places absolute. */
sealed interface DenseFloats permits BFloat16Floats, Int8Blocks {
  /** What it writes. */
  Format format();

  /** What a payload's header says beside its lengths, of a slice that begins at {@code from}. */
  int parameter(int from);

  /** The bytes of {@code floats} floats, a multiple of 4. */
  int bytes(int parameter, int floats);

  /**
   * Writes floats {@code from .. to} of the whole {@code vector} at {@code at}.
   *
   * @param vector all positions, since a float may be written in terms of its neighbours
   */
  void encode(float[] vector, int from, int to, ByteBuffer out, int at);

  /**
   * Reads {@code count} floats from the {@code from}th on of those that begin at {@code at}.
   *
   * @param shape of the whole payload
   */
  void decode(ByteBuffer in, int at, Shape shape, int from, float[] into, int to, int count);

  /** A payload's header. */
  record Shape(int floats, int entries, int parameter) {}
}
