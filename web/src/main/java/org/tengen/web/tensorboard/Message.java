package org.tengen.web.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A protocol buffers message while it is written down: each field is its number with its wire type,
 * then its value. Seven fields of five messages are all that event files take, so that no library,
 * which would have to agree with Hadoop's and Spark's own, is worth its place. Used by one thread.
 */
final class Message {
  private static final int VARINT = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int LENGTH_FIRST = 2;
  private static final int FOUR_BYTES = 5;
  private static final int MORE = 0x80;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  Message number(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  Message float32(int field, float value) {
    key(field, FOUR_BYTES);
    bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
    return this;
  }

  Message float64(int field, double value) {
    key(field, EIGHT_BYTES);
    bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
    return this;
  }

  /** A repeated field, packed. */
  Message float64s(int field, List<Double> values) {
    byte[] packed = new byte[Double.BYTES * values.size()];
    ByteBuffer numbers = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(numbers::putDouble);
    return content(field, packed);
  }

  Message text(int field, String value) {
    return content(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Message message(int field, Message value) {
    return content(field, value.toBytes());
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }

  /** So many bytes for numbers in the order of protocol buffers, and of event files. */
  static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private Message content(int field, byte[] value) {
    key(field, LENGTH_FIRST);
    varint(value.length);
    bytes.writeBytes(value);
    return this;
  }

  private void key(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  /** Seven bits a byte, the lowest first; a negative number takes ten bytes. */
  private void varint(long value) {
    long left = value;
    while (left < 0 || left >= MORE) {
      bytes.write((int) (left & (MORE - 1)) | MORE);
      left >>>= 7;
    }
    bytes.write((int) left);
  }
}
