package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** Arrays of numbers on the wire: their length, then all of them. */
final class Numbers {
  private Numbers() {}

  static void write(TextWriter out, long[] values) {
    byte[] bytes = new byte[values.length * Long.BYTES];
    little(bytes).asLongBuffer().put(values);
    out.i32(values.length).bytes(bytes);
  }

  static long[] read(TextReader in) throws BadFrameException {
    byte[] bytes = in.bytes(count(in, Long.BYTES));
    long[] values = new long[bytes.length / Long.BYTES];
    little(bytes).asLongBuffer().get(values);
    return values;
  }

  static void write(TextWriter out, float[] values) {
    byte[] bytes = new byte[values.length * Float.BYTES];
    little(bytes).asFloatBuffer().put(values);
    out.i32(values.length).bytes(bytes);
  }

  static float[] readFloats(TextReader in) throws BadFrameException {
    byte[] bytes = in.bytes(count(in, Float.BYTES));
    float[] values = new float[bytes.length / Float.BYTES];
    little(bytes).asFloatBuffer().get(values);
    return values;
  }

  /** The bytes of an array whose length comes next; the reader refuses more than it has. */
  private static int count(TextReader in, int each) throws BadFrameException {
    int length = in.i32();
    if (length < 0 || length > Integer.MAX_VALUE / each) {
      throw new BadFrameException("array of " + Integer.toUnsignedString(length) + " numbers");
    }
    return length * each;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
