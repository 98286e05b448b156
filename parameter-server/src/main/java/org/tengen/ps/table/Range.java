package org.tengen.ps.table;

import java.io.Serializable;

/**
 * A half-open range of positions in a flat vector.
 *
 * @param from first position
 * @param to one past the last position
 */
public record Range(int from, int to) implements Serializable {
  public Range {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "range [" + from + ", " + to + "): expected 0 <= from <= to");
    }
  }

  /** The number of positions. */
  public int length() {
    return to - from;
  }
}
