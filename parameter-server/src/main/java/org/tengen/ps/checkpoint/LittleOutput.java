package org.tengen.ps.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Writes little-endian numbers in bulk and keeps count and checksum of what was written. Closing
 * closes the stream below.
 */
public final class LittleOutput implements AutoCloseable {
  private static final int BYTES = 256 * 1024;

  private final OutputStream out;
  private final byte[] bytes = new byte[BYTES];
  private final ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();
  private long count;

  /** Writes to a stream, which is closed with it. */
  public LittleOutput(OutputStream out) {
    this.out = out;
  }

  void i32(int value) throws IOException {
    room(Integer.BYTES);
    buffer.putInt(value);
  }

  void i64(long value) throws IOException {
    room(Long.BYTES);
    buffer.putLong(value);
  }

  void longs(long[] values) throws IOException {
    for (long value : values) {
      i64(value);
    }
  }

  void floats(float[] values) throws IOException {
    floats(values, 0, values.length);
  }

  void floats(float[] values, int from, int to) throws IOException {
    int at = from;
    while (at < to) {
      room(Float.BYTES);
      int some = Math.min(to - at, buffer.remaining() / Float.BYTES);
      buffer.asFloatBuffer().put(values, at, some);
      buffer.position(buffer.position() + some * Float.BYTES);
      at += some;
    }
  }

  /** Bytes as they are. */
  public void bytes(byte[] values) throws IOException {
    int at = 0;
    while (at < values.length) {
      room(1);
      int some = Math.min(values.length - at, buffer.remaining());
      buffer.put(values, at, some);
      at += some;
    }
  }

  /** Passes on what is still here. */
  public void flush() throws IOException {
    out.write(bytes, 0, buffer.position());
    checksum.update(bytes, 0, buffer.position());
    count += buffer.position();
    buffer.clear();
  }

  /** Bytes that were written, passed on or not. */
  long written() {
    return count + buffer.position();
  }

  /** Bytes that were passed on. */
  long count() {
    return count;
  }

  /** CRC32C of the bytes that were passed on. */
  long checksum() {
    return checksum.getValue();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void room(int wanted) throws IOException {
    if (buffer.remaining() < wanted) {
      flush();
    }
  }
}
