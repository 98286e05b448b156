package org.tengen.go.playout;

/**
 * The liberties of a chain as one number, which is added up from its pseudo-liberties: the pairs of
 * a stone of the chain and an empty point beside it.
 *
 * <p>A pseudo-liberty adds one, its point's number, and that number's square, side by side in a
 * {@code long}. All are one and the same point exactly if count times squares is the sum squared,
 * so that a chain in atari is known, with its liberty, without walking along it. On 19x19 there are
 * at most 1,444 pseudo-liberties and points up to 419: nothing overflows into its neighbour.
 */
final class Liberties {
  private static final int POINTS_SHIFT = 12;
  private static final int SQUARES_SHIFT = 33;
  private static final int COUNT_MASK = (1 << POINTS_SHIFT) - 1;
  private static final long POINTS_MASK = (1L << (SQUARES_SHIFT - POINTS_SHIFT)) - 1;

  private Liberties() {}

  /** What a point adds as a pseudo-liberty. */
  static long of(int point) {
    long square = (long) point * point;
    return 1 | (long) point << POINTS_SHIFT | square << SQUARES_SHIFT;
  }

  /** Are all of them the same point? True too if there are none. */
  static boolean isSingle(long liberties) {
    long count = liberties & COUNT_MASK;
    long points = liberties >>> POINTS_SHIFT & POINTS_MASK;
    return count * (liberties >>> SQUARES_SHIFT) == points * points;
  }

  /** The point, if it is a single one. */
  static int point(long liberties) {
    return (int) ((liberties >>> POINTS_SHIFT & POINTS_MASK) / (liberties & COUNT_MASK));
  }
}
