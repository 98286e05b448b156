package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads what {@link TextWriter} wrote, and trusts none of it. */
public final class TextReader {
  private final ByteBuffer in;

  /** Reads from the position of {@code from}, which stays where it is. */
  public TextReader(ByteBuffer from) {
    in = from.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The next {@code count} bytes. */
  public byte[] bytes(int count) throws BadFrameException {
    need(count);
    byte[] value = new byte[count];
    in.get(value);
    return value;
  }

  /** A byte, 0 .. 255. */
  public int u8() throws BadFrameException {
    need(1);
    return in.get() & 0xff;
  }

  /** A number of four bytes. */
  public int i32() throws BadFrameException {
    need(Integer.BYTES);
    return in.getInt();
  }

  /** A number of eight bytes. */
  public long i64() throws BadFrameException {
    need(Long.BYTES);
    return in.getLong();
  }

  /** A string of at most {@code max} bytes. */
  public String string(int max) throws BadFrameException {
    need(Short.BYTES);
    int length = Short.toUnsignedInt(in.getShort());
    if (length > max) {
      throw new BadFrameException(
          "string of " + length + " bytes: at most " + max + " are accepted");
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(length))).toString();
    } catch (CharacterCodingException e) {
      throw new BadFrameException("string of " + length + " bytes: expected UTF-8");
    }
  }

  /** A string that is fit for a message of one line: control characters become question marks. */
  public String line(int max) throws BadFrameException {
    StringBuilder line = new StringBuilder(string(max));
    for (int i = 0; i < line.length(); i++) {
      if (Character.isISOControl(line.charAt(i))) {
        line.setCharAt(i, '?');
      }
    }
    return line.toString();
  }

  /** Nothing may follow. */
  public void end() throws BadFrameException {
    if (in.hasRemaining()) {
      throw new BadFrameException(in.remaining() + " bytes follow the end of a message");
    }
  }

  private void need(int count) throws BadFrameException {
    if (in.remaining() < count) {
      throw new BadFrameException(
          "message ends " + (count - in.remaining()) + " bytes before its next field does");
    }
  }
}
