package org.tengen.ps.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** One slice's payload on its way out; its bytes are written anew for every push. One thread. */
final class PayloadWriter {
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  /** Of a sparse format. */
  CodedPayload sparse(Format format, int floats, Entries entries) {
    entries.shorten(floats);
    begin(floats, entries, 0, CodedPayload.HEADER + entries.bytes(floats));
    return end(format, floats, entries, CodedPayload.HEADER);
  }

  /** Floats that have changed since version {@code base}. */
  CodedPayload changes(int floats, Entries entries, int base) {
    begin(floats, entries, base, CodedPayload.HEADER + entries.bytes(floats));
    return end(Format.CHANGES, floats, entries, CodedPayload.HEADER);
  }

  /**
   * Of a dense one: floats {@code from .. to} of {@code vector}, and those that stay as they are.
   */
  CodedPayload dense(DenseFloats dense, float[] vector, int from, int to, Entries entries) {
    int floats = to - from;
    int parameter = dense.parameter(from);
    int entriesAt = CodedPayload.HEADER + dense.bytes(parameter, floats);
    begin(floats, entries, parameter, entriesAt + entries.bytes(floats));
    dense.encode(vector, from, to, bytes, CodedPayload.HEADER);
    return end(dense.format(), floats, entries, entriesAt);
  }

  private void begin(int floats, Entries entries, int parameter, int length) {
    if (bytes.capacity() < length) {
      bytes = ByteBuffer.allocate(length + length / 4).order(ByteOrder.LITTLE_ENDIAN);
    }
    bytes.clear().limit(length);
    bytes.putInt(0, floats);
    bytes.putInt(4, entries.count());
    bytes.putInt(8, parameter);
  }

  private CodedPayload end(Format format, int floats, Entries entries, int at) {
    entries.write(bytes, at, floats);
    return new CodedPayload(format, bytes);
  }
}
