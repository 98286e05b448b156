package org.tengen.go.planes;

import java.util.List;
import java.util.stream.IntStream;
import org.tengen.go.BoardSize;

/**
 * A turning or mirroring that maps a board onto itself. A square board has eight, another four. A
 * pass is mapped to a pass.
 *
 * <p>Places are points counted row by row from 0, as planes and policies have them.
 */
public final class Symmetry {
  private static final int MIRROR_COLUMNS = 1;
  private static final int MIRROR_ROWS = 2;
  private static final int TRANSPOSE = 4;

  private final BoardSize size;

  /** What it does, as bits: mirrors columns, then rows, then transposes. */
  private final int steps;

  private final int[] images;

  private Symmetry(BoardSize size, int steps) {
    this.size = size;
    this.steps = steps;
    images = new int[size.area()];
    for (int place = 0; place < images.length; place++) {
      images[place] = image(size, steps, place);
    }
  }

  private static int image(BoardSize size, int steps, int place) {
    int column = place % size.columns();
    int row = place / size.columns();
    if ((steps & MIRROR_COLUMNS) != 0) {
      column = size.columns() - 1 - column;
    }
    if ((steps & MIRROR_ROWS) != 0) {
      row = size.rows() - 1 - row;
    }
    return (steps & TRANSPOSE) == 0 ? row * size.columns() + column : column * size.columns() + row;
  }

  /** All of a board, the identity first, in an order that stays. */
  public static List<Symmetry> all(BoardSize size) {
    int count = size.columns() == size.rows() ? 2 * TRANSPOSE : TRANSPOSE;
    return IntStream.range(0, count).mapToObj(steps -> new Symmetry(size, steps)).toList();
  }

  /** What changes nothing. */
  public static Symmetry identity(BoardSize size) {
    return new Symmetry(size, 0);
  }

  /** What takes this one back. */
  public Symmetry inverse() {
    if ((steps & TRANSPOSE) == 0) {
      return this;
    }
    int columns = (steps & MIRROR_ROWS) == 0 ? 0 : MIRROR_COLUMNS;
    int rows = (steps & MIRROR_COLUMNS) == 0 ? 0 : MIRROR_ROWS;
    return new Symmetry(size, TRANSPOSE | columns | rows);
  }

  /** Where a place goes; the place behind the last point, which is the pass, stays. */
  public int image(int place) {
    return place == images.length ? place : images[place];
  }

  /** Where a move goes. */
  public int move(int move) {
    return move == BoardSize.PASS ? move : size.pointAt(images[size.index(move)]);
  }

  /**
   * Turns planes.
   *
   * @param from has {@code planes} times points floats from {@code fromOffset} on
   * @param into receives as many; not the same floats
   */
  public void planes(int planes, float[] from, int fromOffset, float[] into, int intoOffset) {
    for (int plane = 0; plane < planes; plane++) {
      int start = plane * images.length;
      for (int place = 0; place < images.length; place++) {
        into[intoOffset + start + images[place]] = from[fromOffset + start + place];
      }
    }
  }

  /**
   * Turns a policy: a number for each point, and one for the pass.
   *
   * @param from has points + 1 floats from {@code fromOffset} on
   * @param into receives as many; not the same floats
   */
  public void policy(float[] from, int fromOffset, float[] into, int intoOffset) {
    planes(1, from, fromOffset, into, intoOffset);
    into[intoOffset + images.length] = from[fromOffset + images.length];
  }
}
