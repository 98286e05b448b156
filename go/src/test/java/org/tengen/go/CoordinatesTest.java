package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatesTest {
  private static final BoardSize FULL = BoardSize.square(19);
  private static final BoardSize FLAT = new BoardSize(9, 5);

  @ParameterizedTest
  @CsvSource({
    "A19, aa, 0, 0",
    "D4, dp, 3, 15",
    "J10, ij, 8, 9",
    "T1, ss, 18, 18",
  })
  void readsAndWritesAPointAsBothFormatsDo(String gtp, String sgf, int column, int row) {
    int point = FULL.point(column, row);

    assertThat(Coordinates.parseGtp(FULL, gtp)).isEqualTo(point);
    assertThat(Coordinates.parseSgf(FULL, sgf)).isEqualTo(point);
    assertThat(Coordinates.gtp(FULL, point)).isEqualTo(gtp);
    assertThat(Coordinates.sgf(FULL, point)).isEqualTo(sgf);
  }

  @Test
  void countsGtpsRowsFromTheBottomOfABoardThatIsNotSquare() {
    assertThat(Coordinates.parseGtp(FLAT, "a5")).isEqualTo(FLAT.point(0, 0));
    assertThat(Coordinates.gtp(FLAT, FLAT.point(8, 4))).isEqualTo("J1");
  }

  @Test
  void knowsPasses() {
    assertThat(Coordinates.parseGtp(FULL, "Pass")).isEqualTo(BoardSize.PASS);
    assertThat(Coordinates.gtp(FULL, BoardSize.PASS)).isEqualTo("pass");
    assertThat(Coordinates.parseSgf(FULL, "")).isEqualTo(BoardSize.PASS);
    assertThat(Coordinates.parseSgf(FULL, "tt")).isEqualTo(BoardSize.PASS);
    assertThat(Coordinates.sgf(FULL, BoardSize.PASS)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "I5", "A", "5", "A0", "A-1", "AA1", "A100", "A1 ", "resign"})
  void refusesWhatIsNoGtpMove(String text) {
    assertThatThrownBy(() -> Coordinates.parseGtp(FULL, text))
        .isInstanceOf(GoException.class)
        .hasMessage("move=" + text + ": expected a point such as D4 (no I), or pass");
  }

  @ParameterizedTest
  @ValueSource(strings = {"U1", "Z25", "A20", "K1", "A6"})
  void refusesAGtpPointOfALargerBoard(String text) {
    assertThatThrownBy(() -> Coordinates.parseGtp(FLAT, text))
        .isInstanceOf(GoException.class)
        .hasMessage("point=" + text + ": outside the board of 9x5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yy", "ja", "af", "AA"})
  void refusesAnSgfPointOfALargerBoard(String text) {
    assertThatThrownBy(() -> Coordinates.parseSgf(FLAT, text))
        .isInstanceOf(GoException.class)
        .hasMessage("point=" + text + ": outside the board of 9x5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "abc", "a1", "[]"})
  void refusesWhatIsNoSgfPoint(String text) {
    assertThatThrownBy(() -> Coordinates.parseSgf(FLAT, text))
        .isInstanceOf(GoException.class)
        .hasMessage("point=" + text + ": expected two letters such as dd, or none");
  }
}
