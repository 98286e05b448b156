package org.tengen.go.playout;

import org.tengen.go.BoardSize;

/**
 * The area of a playout board on which there may be anything, every stone taken for alive: what
 * {@link PlayoutBoard#areaMargin} is for a board that was played to its end.
 */
public final class AreaCount {
  private final BoardSize size;
  private final int[] region;
  private final int[] seen;
  private int count;

  /** For boards of this size, one at a time. */
  public AreaCount(BoardSize size) {
    this.size = size;
    region = new int[size.area()];
    seen = new int[size.arrayLength()];
  }

  /** Black's points less White's, without komi. */
  public int margin(PlayoutBoard board) {
    count++;
    int margin = 0;
    for (int row = 0; row < size.rows(); row++) {
      for (int column = 0; column < size.columns(); column++) {
        int point = size.point(column, row);
        int stone = board.at(point);
        if (stone != 0) {
          margin += 3 - 2 * stone;
        } else if (seen[point] != count) {
          margin += region(board, point);
        }
      }
    }
    return margin;
  }

  /** The empty region at {@code start}, counted for whoever alone surrounds it. */
  private int region(PlayoutBoard board, int start) {
    int length = 1;
    int borders = 0;
    region[0] = start;
    seen[start] = count;
    for (int i = 0; i < length; i++) {
      for (int direction = 0; direction < 4; direction++) {
        int neighbour = neighbour(region[i], direction);
        int stone = board.at(neighbour);
        if (stone == PlayoutBoard.BLACK || stone == PlayoutBoard.WHITE) {
          borders |= stone;
        } else if (stone == 0 && seen[neighbour] != count) {
          seen[neighbour] = count;
          region[length++] = neighbour;
        }
      }
    }
    return length * ((borders & 1) - (borders >>> 1));
  }

  private int neighbour(int point, int direction) {
    return switch (direction) {
      case 0 -> point - 1;
      case 1 -> point + 1;
      case 2 -> point - size.stride();
      default -> point + size.stride();
    };
  }
}
