package org.tengen.ps.checkpoint;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Reads what {@link LittleOutput} wrote. Closing closes the stream below. */
final class LittleInput implements AutoCloseable {
  private static final int BYTES = 256 * 1024;

  private final InputStream in;
  private final byte[] bytes = new byte[BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private final CRC32C checksum = new CRC32C();
  private long count;

  LittleInput(InputStream in) {
    this.in = in;
  }

  int i32() throws IOException {
    need(Integer.BYTES);
    return buffer.getInt();
  }

  long i64() throws IOException {
    need(Long.BYTES);
    return buffer.getLong();
  }

  long[] longs(int length) throws IOException {
    long[] values = new long[length];
    for (int i = 0; i < length; i++) {
      values[i] = i64();
    }
    return values;
  }

  float[] floats(int length) throws IOException {
    float[] values = new float[length];
    floats(values, 0, length);
    return values;
  }

  void floats(float[] values, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      need(Float.BYTES);
      int some = Math.min(to - at, buffer.remaining() / Float.BYTES);
      buffer.asFloatBuffer().get(values, at, some);
      buffer.position(buffer.position() + some * Float.BYTES);
      at += some;
    }
  }

  /** Reads what is left and throws it away; then {@link #count} and {@link #checksum} are whole. */
  void drain() throws IOException {
    do {
      buffer.position(buffer.limit());
    } while (fill());
  }

  /** Bytes that were read. */
  long read() {
    return count - buffer.remaining();
  }

  /** Bytes that came from below. */
  long count() {
    return count;
  }

  /** CRC32C of the bytes that came from below. */
  long checksum() {
    return checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void need(int wanted) throws IOException {
    while (buffer.remaining() < wanted) {
      if (!fill()) {
        throw new EOFException("ends after " + count + " bytes");
      }
    }
  }

  private boolean fill() throws IOException {
    buffer.compact();
    int read = in.read(bytes, buffer.position(), buffer.remaining());
    if (read > 0) {
      checksum.update(bytes, buffer.position(), read);
      count += read;
      buffer.position(buffer.position() + read);
    }
    buffer.flip();
    return read > 0;
  }
}
