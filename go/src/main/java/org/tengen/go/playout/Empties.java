package org.tengen.go.playout;

import org.tengen.go.BoardSize;

/** The empty points of a board in no order, from which one can be drawn without replacement. */
final class Empties {
  private final int[] points;

  /** Of each point of the board, where it is in the list if it is. */
  private final int[] places;

  private int count;

  Empties(BoardSize size) {
    points = new int[size.area()];
    places = new int[size.arrayLength()];
  }

  void clear() {
    count = 0;
  }

  void set(Empties other) {
    System.arraycopy(other.points, 0, points, 0, other.count);
    System.arraycopy(other.places, 0, places, 0, places.length);
    count = other.count;
  }

  int count() {
    return count;
  }

  int point(int place) {
    return points[place];
  }

  void add(int point) {
    places[point] = count;
    points[count++] = point;
  }

  void remove(int point) {
    swap(places[point], --count);
  }

  /** Changes two places of the list for each other. */
  void swap(int one, int other) {
    int first = points[one];
    int second = points[other];
    points[one] = second;
    points[other] = first;
    places[second] = one;
    places[first] = other;
  }
}
