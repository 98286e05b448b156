package org.tengen.go;

/** Counts a board on which every stone is alive. */
final class Counting {
  private final Stones stones;
  private final int[] onBoard = new int[2];
  private final int[] territory = new int[2];

  Counting(BoardSize size, Stones stones) {
    this.stones = stones;
    boolean[] counted = new boolean[size.arrayLength()];
    int[] region = new int[size.area()];
    for (int point : size.points()) {
      Colour colour = Stones.colour(stones.at(point));
      if (colour != null) {
        onBoard[colour.index()]++;
      } else if (!counted[point]) {
        int length = stones.chain(point, region, 0);
        for (int i = 0; i < length; i++) {
          counted[region[i]] = true;
        }
        countRegion(region, length);
      }
    }
  }

  /** It is territory if it reaches stones of one colour, and not of the other. */
  private void countRegion(int[] region, int length) {
    boolean[] reached = new boolean[Stones.BORDER + 1];
    for (int i = 0; i < length; i++) {
      for (int neighbour : stones.neighbours(region[i])) {
        reached[stones.at(neighbour)] = true;
      }
    }
    if (reached[Stones.BLACK] && !reached[Stones.WHITE]) {
      territory[Colour.BLACK.index()] += length;
    }
    if (reached[Stones.WHITE] && !reached[Stones.BLACK]) {
      territory[Colour.WHITE.index()] += length;
    }
  }

  /** Stones and territory. */
  int area(Colour colour) {
    return onBoard[colour.index()] + territory[colour.index()];
  }

  int territory(Colour colour) {
    return territory[colour.index()];
  }
}
