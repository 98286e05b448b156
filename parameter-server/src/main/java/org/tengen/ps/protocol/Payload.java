package org.tengen.ps.protocol;

import java.nio.FloatBuffer;

/**
 * Floats that somebody else owns, to be read in bulk: loops over a buffer's single elements are
 * several times slower than over an array.
 *
 * <p>Readable only as long as the place that hands it over says.
 */
public interface Payload {
  /** The number of floats. */
  int length();

  /** Copies floats {@code from .. from + count} to {@code into[at ...]}. */
  void read(int from, float[] into, int at, int count);

  /** Copies all floats to {@code into} at absolute position {@code at}. */
  void read(FloatBuffer into, int at);

  /** The same in memory of its own, readable for ever. */
  default Payload copy() {
    float[] floats = new float[length()];
    read(0, floats, 0, floats.length);
    return of(floats, 0, floats.length);
  }

  /** {@code count} floats of an array, from {@code offset}. */
  static Payload of(float[] array, int offset, int count) {
    return new ArrayPayload(array, offset, count);
  }

  /** {@code count} floats of a buffer, from absolute position {@code offset}. */
  static Payload of(FloatBuffer buffer, int offset, int count) {
    return buffer.hasArray()
        ? of(buffer.array(), buffer.arrayOffset() + offset, count)
        : new BufferPayload(buffer, offset, count);
  }

  /** Floats in an array, which may be added from there. */
  record ArrayPayload(float[] array, int offset, int length) implements Payload {
    @Override
    public void read(int from, float[] into, int at, int count) {
      System.arraycopy(array, offset + from, into, at, count);
    }

    @Override
    public void read(FloatBuffer into, int at) {
      into.put(at, array, offset, length);
    }
  }

  /** Floats in a buffer, which may lie outside the heap. */
  record BufferPayload(FloatBuffer buffer, int offset, int length) implements Payload {
    @Override
    public void read(int from, float[] into, int at, int count) {
      buffer.get(offset + from, into, at, count);
    }

    @Override
    public void read(FloatBuffer into, int at) {
      into.put(at, buffer, offset, length);
    }
  }
}
