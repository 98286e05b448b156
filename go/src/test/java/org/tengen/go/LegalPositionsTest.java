package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The board's idea of a liberty, against the known numbers (Tromp and Farneback 2007). */
class LegalPositionsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 2, 5",
    "1, 3, 15",
    "1, 4, 41",
    "2, 2, 57",
    "2, 3, 489",
    "2, 4, 4125",
    "3, 3, 12675",
    "3, 4, 321689",
    "4, 4, 24318165",
  })
  void asManyPositionsAreLegalAsAreKnownToBe(int columns, int rows, long positions) {
    assertThat(new Positions(new BoardSize(columns, rows)).count()).isEqualTo(positions);
    if (columns != rows) {
      assertThat(new Positions(new BoardSize(rows, columns)).count()).isEqualTo(positions);
    }
  }

  /** Goes through all ways to put stones on a board, point by point. */
  private static final class Positions {
    private final Stones stones;
    private final int[] points;
    private final int stride;

    Positions(BoardSize size) {
      stones = new Stones(size);
      points = size.points();
      stride = size.stride();
    }

    /** With the first stone black, twice, and the empty board. */
    long count() {
      return 2 * firstStones(0) + 1;
    }

    private long firstStones(int index) {
      if (index == points.length) {
        return 0;
      }
      return firstStones(index + 1) + with(index, Stones.BLACK);
    }

    private long rest(int index) {
      if (index == points.length) {
        return 1;
      }
      return rest(index + 1) + with(index, Stones.BLACK) + with(index, Stones.WHITE);
    }

    /** A chain that has lost its last liberty before the board is full never gets one back. */
    private long with(int index, byte code) {
      int point = points[index];
      stones.put(point, code);
      boolean alive = isAlive(point) && isAlive(point - 1) && isAlive(point - stride);
      long count = alive ? rest(index + 1) : 0;
      stones.put(point, Stones.EMPTY);
      return count;
    }

    private boolean isAlive(int point) {
      byte code = stones.at(point);
      return code == Stones.EMPTY || code == Stones.BORDER || stones.liberties(point, 1) > 0;
    }
  }
}
