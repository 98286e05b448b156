package org.tengen.ps.codec;

import java.nio.ByteBuffer;

/** Goes through what {@link Entries} wrote. */
final class EntryCursor {
  private static final int LONGEST_GAP = 3;

  private final ByteBuffer in;
  private final int floats;
  private final int count;
  private final int valuesAt;
  private int gapAt;
  private int index = -1;
  private int position = -1;

  /**
   * Before the first of {@code count} entries.
   *
   * @param floats of the slice
   * @param at where they begin
   */
  EntryCursor(ByteBuffer in, int floats, int count, int at) {
    this.in = in;
    this.floats = floats;
    this.count = count;
    this.valuesAt = at;
    this.gapAt = at + Float.BYTES * count;
  }

  /** Whether there is one more, which this is then at. For bytes that were {@link #check}ed. */
  boolean next() {
    index++;
    if (index >= count) {
      return false;
    }
    position += 1 + (count == floats ? 0 : gap());
    return true;
  }

  int position() {
    return position;
  }

  float value() {
    return in.getFloat(valuesAt + Float.BYTES * index);
  }

  private int gap() {
    int gap = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get(gapAt++);
      gap |= (next & 0x7f) << shift;
      if (next >= 0) {
        return gap;
      }
    }
  }

  /** Sees that every position is in the slice and that the bytes end with the last gap. */
  void check() throws BadPayloadException {
    int limit = in.limit();
    if (count < floats) {
      for (int i = 0; i < count; i++) {
        int end = gapAt;
        while (end < limit && end - gapAt < LONGEST_GAP - 1 && in.get(end) < 0) {
          end++;
        }
        if (end >= limit || in.get(end) < 0) {
          throw new BadPayloadException("gap " + i + " of " + count + " has no end");
        }
        position += 1 + gap();
        if (position >= floats) {
          throw new BadPayloadException("position " + position + ": expected 0 to " + (floats - 1));
        }
      }
    }
    if (gapAt != limit) {
      throw new BadPayloadException((limit - gapAt) + " bytes follow its last position");
    }
  }
}
