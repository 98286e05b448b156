package org.tengen.ps.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers and bounded UTF-8 strings (a length of two bytes before each), little-endian. */
public final class TextWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Bytes as they are, without a length. */
  public TextWriter bytes(byte[] value) {
    out.writeBytes(value);
    return this;
  }

  /** The lowest byte of a number. */
  public TextWriter u8(int value) {
    out.write(value);
    return this;
  }

  /** A number of four bytes. */
  public TextWriter i32(int value) {
    return bytes(little(Integer.BYTES).putInt(0, value).array());
  }

  /** A number of eight bytes. */
  public TextWriter i64(long value) {
    return bytes(little(Long.BYTES).putLong(0, value).array());
  }

  /**
   * A string of at most {@code max} bytes.
   *
   * @throws IllegalArgumentException if {@code value} is longer; the message begins with {@code
   *     what}
   */
  public TextWriter string(String what, String value, int max) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > max) {
      throw new IllegalArgumentException(
          what + " of " + utf8.length + " bytes: at most " + max + " are accepted");
    }
    return sized(utf8, utf8.length);
  }

  /** A string, cut to at most {@code max} bytes at a character's boundary. */
  public TextWriter clipped(String value, int max) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    int end = Math.min(utf8.length, max);
    while (end < utf8.length && end > 0 && (utf8[end] & 0xc0) == 0x80) {
      end--;
    }
    return sized(utf8, end);
  }

  /** All of it. */
  public byte[] toBytes() {
    return out.toByteArray();
  }

  private TextWriter sized(byte[] utf8, int length) {
    bytes(little(Short.BYTES).putShort(0, (short) length).array());
    out.write(utf8, 0, length);
    return this;
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
