package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardSizeTest {
  @Test
  void numbersPointsInReadingOrderWithABorderAround() {
    BoardSize size = new BoardSize(3, 2);

    assertThat(size.points()).containsExactly(5, 6, 7, 9, 10, 11);
    assertThat(size.stride()).isEqualTo(4);
    assertThat(size.arrayLength()).isEqualTo(17);
    assertThat(size.column(10)).isEqualTo(1);
    assertThat(size.row(10)).isEqualTo(1);
    assertThat(size.index(10)).isEqualTo(4);
    assertThat(size.pointAt(4)).isEqualTo(10);
  }

  @Test
  void containsItsPointsAndNothingElse() {
    for (int columns = 1; columns <= 19; columns++) {
      for (int rows = columns == 1 ? 2 : 1; rows <= 19; rows++) {
        BoardSize size = new BoardSize(columns, rows);
        int[] contained =
            IntStream.range(-50, size.arrayLength() + 50).filter(size::contains).toArray();
        assertThat(contained).as(size.toString()).isEqualTo(size.points());
        assertThat(Arrays.stream(contained).map(size::index)).isSorted().hasSize(columns * rows);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "0, 9", "9, 0", "20, 19", "19, 20", "25, 25"})
  void refusesABoardOutsideOf1x2To19x19(int columns, int rows) {
    assertThatThrownBy(() -> new BoardSize(columns, rows))
        .isInstanceOf(GoException.class)
        .hasMessage(
            "board size=" + columns + "x" + rows + ": expected 1x2 to 19x19 (columns x rows)");
  }

  @Test
  void refusesAPointBeyondTheLastColumn() {
    assertThatThrownBy(() -> new BoardSize(3, 2).point(3, 0))
        .isInstanceOf(GoException.class)
        .hasMessage("point=column 3, row 0: expected a column below 3 and a row below 2");
  }
}
