package org.tengen.ps.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Some floats of a slice with their positions, in order. Written as all the floats, then the gap
 * before each as a number of 7 bits a byte, the lowest first; where every float of the slice is
 * there, there are no gaps. Used by one thread.
 */
final class Entries {
  private int[] positions = new int[64];
  private float[] values = new float[64];
  private int count;

  void clear() {
    count = 0;
  }

  /** One more; positions rise. */
  void add(int position, float value) {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, 2 * count);
      values = Arrays.copyOf(values, 2 * count);
    }
    positions[count] = position;
    values[count] = value;
    count++;
  }

  int count() {
    return count;
  }

  /** Fills the gaps with zeros if that is shorter than to name the positions. */
  void shorten(int floats) {
    if (bytes(floats) <= Float.BYTES * floats) {
      return;
    }
    float[] all = new float[floats];
    for (int i = 0; i < count; i++) {
      all[positions[i]] = values[i];
    }
    clear();
    for (int i = 0; i < floats; i++) {
      add(i, all[i]);
    }
  }

  /** How long they are in a slice of {@code floats}. */
  int bytes(int floats) {
    return Float.BYTES * count + (count == floats ? 0 : gapBytes());
  }

  private int gapBytes() {
    int bytes = 0;
    int next = 0;
    for (int i = 0; i < count; i++) {
      int gap = positions[i] - next;
      bytes += gap < 1 << 7 ? 1 : gap < 1 << 14 ? 2 : 3;
      next = positions[i] + 1;
    }
    return bytes;
  }

  /** Writes them at {@code at}. */
  void write(ByteBuffer out, int at, int floats) {
    for (int i = 0; i < count; i++) {
      out.putFloat(at + Float.BYTES * i, values[i]);
    }
    if (count < floats) {
      writeGaps(out, at + Float.BYTES * count);
    }
  }

  private void writeGaps(ByteBuffer out, int from) {
    int at = from;
    int next = 0;
    for (int i = 0; i < count; i++) {
      int gap = positions[i] - next;
      while (gap >= 1 << 7) {
        out.put(at++, (byte) (gap | (1 << 7)));
        gap >>>= 7;
      }
      out.put(at++, (byte) gap);
      next = positions[i] + 1;
    }
  }
}
