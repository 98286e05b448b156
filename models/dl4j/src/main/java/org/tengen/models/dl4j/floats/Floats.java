package org.tengen.models.dl4j.floats;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Floats outside the heap, as matrix products take them and as arrays are copied from and to them.
 *
 * @param pointer for native code
 * @param buffer the same memory for Java; bulk copies between it and an array are quick, single
 *     elements are not
 */
public record Floats(FloatPointer pointer, FloatBuffer buffer) {
  /** Fresh memory, undefined; {@link #free} gives it back. */
  public static Floats allocate(long count) {
    FloatPointer pointer = new FloatPointer(Math.max(1, count));
    return new Floats(pointer, pointer.asBuffer());
  }

  /** Fresh memory, all zero; {@link #free} gives it back. */
  public static Floats zeros(long count) {
    Floats floats = allocate(count);
    Pointer.memset(floats.pointer, 0, count * Float.BYTES);
    return floats;
  }

  /** {@code count} floats of memory that somebody else owns, from {@code offset}. */
  public Floats part(long offset, long count) {
    FloatPointer part = Blas.at(pointer, offset);
    return new Floats(part, buffer.slice((int) offset, (int) count));
  }

  /** Copies {@code count} floats from position {@code at} into an array. */
  public void get(int at, float[] into, int offset, int count) {
    buffer.get(at, into, offset, count);
  }

  /** Copies {@code count} floats of an array to position {@code at}. */
  public void put(int at, float[] from, int offset, int count) {
    buffer.put(at, from, offset, count);
  }

  /** Gives allocated memory back. Whoever still uses it crashes. */
  public void free() {
    pointer.deallocate();
  }
}
