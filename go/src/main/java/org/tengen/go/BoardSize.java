package org.tengen.go;

/**
 * How many columns and rows a board has, from 1x2 to 19x19, and how its points are numbered.
 *
 * <p>A point is an {@code int}: its place in a flat array in reading order, the top left corner
 * first, with a border around the board so that the neighbours of any point are {@code point - 1},
 * {@code point + 1}, {@code point - stride()} and {@code point + stride()} without asking where it
 * is. One column of border serves two rows: it is right of one and left of the next. Number 0 is
 * always border; as a move it means {@link #PASS}.
 *
 * @param columns 1 to 19
 * @param rows 1 to 19
 */
public record BoardSize(int columns, int rows) {
  /** The move that places no stone. */
  public static final int PASS = 0;

  /** The most columns and rows. */
  public static final int MAX = 19;

  /** Refuses boards larger than 19x19, and 1x1, where no stone has a liberty. */
  public BoardSize {
    if (columns < 1 || rows < 1 || columns > MAX || rows > MAX || columns * rows == 1) {
      throw new GoException(
          "board size=" + columns + "x" + rows + ": expected 1x2 to 19x19 (columns x rows)");
    }
  }

  /** As many columns as rows. */
  public static BoardSize square(int side) {
    return new BoardSize(side, side);
  }

  /** The number of points: {@code columns * rows}. */
  public int area() {
    return columns * rows;
  }

  /** From a point to the one below it. */
  public int stride() {
    return columns + 1;
  }

  /** Of an array that has a place for every point and all of the border. */
  public int arrayLength() {
    return (rows + 2) * stride() + 1;
  }

  /** The point in a column, counted from 0 at the left, and a row, counted from 0 at the top. */
  public int point(int column, int row) {
    if (column < 0 || column >= columns || row < 0 || row >= rows) {
      throw new GoException(
          "point="
              + ("column " + column + ", row " + row)
              + (": expected a column below " + columns + " and a row below " + rows));
    }
    return (row + 1) * stride() + column + 1;
  }

  /** Of a point, counted from 0 at the left. */
  public int column(int point) {
    return point % stride() - 1;
  }

  /** Of a point, counted from 0 at the top. */
  public int row(int point) {
    return point / stride() - 1;
  }

  /** Is it a point of the board: neither border, nor pass, nor beyond? */
  public boolean contains(int point) {
    return point > stride() && point < (rows + 1) * stride() && point % stride() != 0;
  }

  /** A point's number in reading order without the border, from 0 to {@code area() - 1}. */
  public int index(int point) {
    return row(point) * columns + column(point);
  }

  /** The point with this {@link #index}. */
  public int pointAt(int index) {
    return point(index % columns, index / columns);
  }

  /** All points in reading order. */
  public int[] points() {
    int[] points = new int[area()];
    for (int index = 0; index < points.length; index++) {
      points[index] = pointAt(index);
    }
    return points;
  }

  /** {@code 9x9}: columns, then rows. */
  @Override
  public String toString() {
    return columns + "x" + rows;
  }
}
