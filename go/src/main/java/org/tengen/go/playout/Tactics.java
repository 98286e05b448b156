package org.tengen.go.playout;

/** What the stones next to a point say about a move there. */
public final class Tactics {
  private Tactics() {}

  /** Has the chain of the stone at {@code point} only one liberty? */
  static boolean isInAtari(PlayoutBoard board, int point) {
    return Liberties.isSingle(board.liberties(point));
  }

  /** The liberty of the chain at {@code point}, which is in atari. */
  static int lastLiberty(PlayoutBoard board, int point) {
    return Liberties.point(board.liberties(point));
  }

  /**
   * Would a stone here, with the chains that it joins, have fewer than two liberties? A move that
   * takes something is never said to.
   */
  public static boolean isSelfAtari(PlayoutBoard board, int point, int colour) {
    if (Surroundings.emptyNeighbours(board.surroundings(point)) >= 2) {
      return false;
    }
    if (isBesideAtari(board, point, 3 - colour)) {
      return false;
    }
    int stride = board.size().stride();
    int west = chain(board, point - 1, colour);
    int east = chain(board, point + 1, colour);
    int north = chain(board, point - stride, colour);
    int south = chain(board, point + stride, colour);
    long sum = board.emptyAround(point);
    sum += joined(board, point, west, false);
    sum += joined(board, point, east, east == west);
    sum += joined(board, point, north, north == west || north == east);
    sum += joined(board, point, south, south == west || south == east || south == north);
    return Liberties.isSingle(sum);
  }

  /** Does a move here take something, or fill the last liberty of a chain of its own? */
  public static boolean takesOrSaves(PlayoutBoard board, int point, int colour) {
    return isBesideAtari(board, point, 3 - colour) || isBesideAtari(board, point, colour);
  }

  /** Are there stones around the empty point as in one of the {@link Shapes}? */
  public static boolean isShape(PlayoutBoard board, int point) {
    return Shapes.isKnown(board.surroundings(point));
  }

  /** Is there no stone on the eight points around it? */
  public static boolean isLonely(PlayoutBoard board, int point) {
    return Surroundings.isLonely(board.surroundings(point));
  }

  private static boolean isBesideAtari(PlayoutBoard board, int point, int colour) {
    int stride = board.size().stride();
    return isAtariOf(board, point - 1, colour)
        || isAtariOf(board, point + 1, colour)
        || isAtariOf(board, point - stride, colour)
        || isAtariOf(board, point + stride, colour);
  }

  private static boolean isAtariOf(PlayoutBoard board, int point, int colour) {
    return board.at(point) == colour && isInAtari(board, point);
  }

  /** Of a stone of this colour, or 0 where there is none. */
  private static int chain(PlayoutBoard board, int point, int colour) {
    return board.at(point) == colour ? board.chain(point) : 0;
  }

  /** The pseudo-liberties that a stone at {@code point} gets from a chain beside it. */
  private static long joined(PlayoutBoard board, int point, int chain, boolean counted) {
    if (chain == 0) {
      return 0;
    }
    return (counted ? 0 : board.liberties(chain)) - Liberties.of(point);
  }
}
