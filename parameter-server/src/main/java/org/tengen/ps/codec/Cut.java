package org.tengen.ps.codec;

/**
 * What is sent of a residual: every magnitude above one, and so many of those that equal it, the
 * first in order of position. Magnitudes are the bits of a float without its sign, whose order as
 * whole numbers is theirs as floats; NaN is above all, so that it is not kept back.
 */
final class Cut {
  private final int above;
  private int ties;

  private Cut(int above, int ties) {
    this.above = above;
    this.ties = ties;
  }

  /** Nothing is sent, not even NaN. */
  static Cut nothing() {
    return new Cut(Integer.MAX_VALUE, 0);
  }

  /** All above a magnitude, and the first {@code ties} of it. */
  static Cut above(int magnitude, int ties) {
    return new Cut(magnitude, ties);
  }

  /** All of {@code limit} or more. */
  static Cut from(float limit) {
    return new Cut(Float.floatToIntBits(limit) - 1, 0);
  }

  static int magnitude(float value) {
    return Float.floatToRawIntBits(value) & Integer.MAX_VALUE;
  }

  /** Whether the next float, in order of position, is sent. */
  boolean takes(int magnitude) {
    if (magnitude != above || ties == 0) {
      return magnitude > above;
    }
    ties--;
    return true;
  }
}
