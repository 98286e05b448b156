package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Rising row numbers as bytes: of each the distance to the one before less one (the first counts
 * from -1), seven bits a byte, low bits first, the top bit set in all but a number's last byte. So
 * what does not rise cannot be said, and neighbours take a byte each.
 */
public final class RowGaps {
  private static final int MAX_BYTES = 5;

  private RowGaps() {}

  /**
   * The bytes of {@code rows}.
   *
   * @throws IllegalArgumentException if they do not rise, or one is negative
   */
  public static byte[] encode(int[] rows) {
    byte[] out = new byte[Math.addExact(rows.length, MAX_BYTES)];
    int at = 0;
    int before = -1;
    for (int row : rows) {
      if (row <= before) {
        throw new IllegalArgumentException("row " + row + " after row " + before + ": must rise");
      }
      if (out.length - at < MAX_BYTES) {
        out = Arrays.copyOf(out, Math.addExact(out.length, out.length / 2 + MAX_BYTES));
      }
      int gap = row - before - 1;
      while (gap >= 0x80) {
        out[at++] = (byte) (gap | 0x80);
        gap >>>= 7;
      }
      out[at++] = (byte) gap;
      before = row;
    }
    return Arrays.copyOf(out, at);
  }

  /**
   * The {@code count} rows in all that is left of {@code in}.
   *
   * @throws BadFrameException if there are more or fewer, or a number is too large
   */
  public static int[] decode(ByteBuffer in, int count) throws BadFrameException {
    if (count < 0 || count > in.remaining()) {
      throw new BadFrameException(count + " rows in " + in.remaining() + " bytes");
    }
    byte[] bytes = new byte[in.remaining()];
    in.get(bytes);
    int[] rows = new int[count];
    int at = 0;
    long row = -1;
    for (int i = 0; i < count; i++) {
      long gap = 0;
      int shift = 0;
      byte next = (byte) 0x80;
      while (next < 0 && at < bytes.length && shift < 7 * MAX_BYTES) {
        next = bytes[at++];
        gap |= (next & 0x7fL) << shift;
        shift += 7;
      }
      row += gap + 1;
      if (next < 0 || row > Integer.MAX_VALUE) {
        throw new BadFrameException("row " + i + " of " + count + ": not a number of 31 bits");
      }
      rows[i] = (int) row;
    }
    if (at < bytes.length) {
      throw new BadFrameException((bytes.length - at) + " bytes follow " + count + " rows");
    }
    return rows;
  }
}
