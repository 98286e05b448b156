package org.tengen.go;

import java.util.Arrays;

/**
 * Where handicap stones go: the fixed places of GTP 2, section 4.1.1, which are the star points.
 *
 * <p>They lie on the third line of boards below 13 and on the fourth of others, and where columns
 * or rows have one, on the middle line. Square boards only have them in GTP; here every board with
 * sides of 7 or more does.
 */
public final class Handicap {
  private static final int SMALLEST_SIDE = 7;
  private static final int SMALLEST_WITH_MIDDLE = 9;

  private Handicap() {}

  /** The most stones that have a fixed place: 9, 4 on even boards and on 7x7, 0 below that. */
  public static int most(BoardSize size) {
    if (Math.min(size.columns(), size.rows()) < SMALLEST_SIDE) {
      return 0;
    }
    return hasMiddle(size.columns()) && hasMiddle(size.rows()) ? 9 : 4;
  }

  private static boolean hasMiddle(int side) {
    return side % 2 == 1 && side >= SMALLEST_WITH_MIDDLE;
  }

  /**
   * The fixed places of so many stones.
   *
   * @throws GoException if there are fewer than two stones, or more than places
   */
  public static int[] fixed(BoardSize size, int stones) {
    int most = most(size);
    if (stones < 2 || stones > most) {
      throw new GoException(
          "handicap="
              + stones
              + ": expected "
              + (most == 0 ? "none" : "2 to " + most)
              + " on a board of "
              + size);
    }
    return places(size, stones);
  }

  /**
   * Places for so many stones as far as there are fixed ones, which may be fewer.
   *
   * @throws GoException if there are fewer than two stones or fixed places
   */
  public static int[] free(BoardSize size, int stones) {
    return fixed(size, stones < 2 ? stones : Math.max(2, Math.min(stones, most(size))));
  }

  private static int[] places(BoardSize size, int stones) {
    int left = line(size.columns());
    int right = size.columns() - 1 - left;
    int top = line(size.rows());
    int bottom = size.rows() - 1 - top;
    int column = size.columns() / 2;
    int row = size.rows() / 2;
    int[] all = {
      size.point(left, bottom), size.point(right, top),
      size.point(left, top), size.point(right, bottom),
      size.point(left, row), size.point(right, row),
      size.point(column, bottom), size.point(column, top),
    };
    boolean middle = stones >= 5 && stones % 2 == 1;
    int[] places = Arrays.copyOf(all, stones);
    if (middle) {
      places[stones - 1] = size.point(column, row);
    }
    return places;
  }

  private static int line(int side) {
    return side < 13 ? 2 : 3;
  }
}
