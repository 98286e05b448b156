package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapesTest {
  @ParameterizedTest
  @CsvSource({
    "XOX/.../..., true", // hane that encloses
    "XO./X../..., true", // hane at a turn
    ".O./X../..., true", // diagonal attachment
    "XO./O../..., true", // cut
    ".X./O.O/..., true", // cut between two
    "X../O../---, true", // chase along the edge
    ".../.../..., false",
    ".X./.../..., false",
    "XXX/.../..., false",
    "XXX/X.X/XXX, false",
    ".../.../---, false",
    "X.X/.../X.X, false",
  })
  void knowsShapesInEveryOrientationAndForBothPlayers(String drawn, boolean shape) {
    String rows = drawn.replace("/", "").replace('-', '#');
    for (int turn = 0; turn < 4; turn++) {
      assertThat(Shapes.isKnown(code(rows))).as(rows).isEqualTo(shape);
      assertThat(Shapes.isKnown(code(swapped(rows)))).as(swapped(rows)).isEqualTo(shape);
      assertThat(Shapes.isKnown(code(pick(rows, 210543876)))).as(rows).isEqualTo(shape);
      rows = pick(rows, 630741852);
    }
  }

  @Test
  void seesNoStoneWhereThereIsNone() {
    assertThat(Surroundings.isLonely(code("...#..###"))).isTrue();
    assertThat(Surroundings.isLonely(code("...#..##X"))).isFalse();
    assertThat(Surroundings.isLonely(code("O........"))).isFalse();
  }

  private static String swapped(String rows) {
    return rows.replace('X', 'B').replace('O', 'X').replace('B', 'O');
  }

  /** The characters at these nine places, of nine. */
  private static String pick(String rows, int places) {
    StringBuilder picked = new StringBuilder();
    for (char place : String.format("%09d", places).toCharArray()) {
      picked.append(rows.charAt(place - '0'));
    }
    return picked.toString();
  }

  /** West, east, north, south, northwest, northeast, southwest, southeast. */
  private static int code(String rows) {
    int code = 0;
    int[] places = {3, 5, 1, 7, 0, 2, 6, 8};
    for (int i = 0; i < 8; i++) {
      code |= ".XO#".indexOf(rows.charAt(places[i])) << (2 * i);
    }
    return code;
  }
}
