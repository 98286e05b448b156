package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandicapTest {
  @ParameterizedTest
  @CsvSource({
    "19, 2, D4 Q16",
    "19, 3, D4 Q16 D16",
    "19, 4, D4 Q16 D16 Q4",
    "19, 5, D4 Q16 D16 Q4 K10",
    "19, 6, D4 Q16 D16 Q4 D10 Q10",
    "19, 7, D4 Q16 D16 Q4 D10 Q10 K10",
    "19, 8, D4 Q16 D16 Q4 D10 Q10 K4 K16",
    "19, 9, D4 Q16 D16 Q4 D10 Q10 K4 K16 K10",
    "9, 4, C3 G7 C7 G3",
    "9, 5, C3 G7 C7 G3 E5",
    "12, 2, C3 K10",
    "13, 2, D4 K10",
    "7, 4, C3 E5 C5 E3",
  })
  void placesStonesWhereGtpSays(int side, int stones, String places) {
    BoardSize size = BoardSize.square(side);

    assertThat(Arrays.stream(Handicap.fixed(size, stones)).mapToObj(p -> Coordinates.gtp(size, p)))
        .containsExactly(places.split(" ", -1));
  }

  @ParameterizedTest
  @CsvSource({"19, 9", "9, 9", "7, 4", "8, 4", "18, 4", "6, 0", "2, 0"})
  void knowsHowManyStonesHaveAPlace(int side, int most) {
    assertThat(Handicap.most(BoardSize.square(side))).isEqualTo(most);
  }

  @Test
  void refusesMoreStonesThanPlaces() {
    assertThatThrownBy(() -> Handicap.fixed(BoardSize.square(8), 5))
        .isInstanceOf(GoException.class)
        .hasMessage("handicap=5: expected 2 to 4 on a board of 8x8");
    assertThatThrownBy(() -> Handicap.fixed(BoardSize.square(9), 1))
        .hasMessage("handicap=1: expected 2 to 9 on a board of 9x9");
    assertThatThrownBy(() -> Handicap.free(BoardSize.square(5), 2))
        .hasMessage("handicap=2: expected none on a board of 5x5");
  }

  @Test
  void placesFewerFreeStonesWhereThereAreFewerPlaces() {
    assertThat(Handicap.free(BoardSize.square(8), 30)).hasSize(4);
    assertThat(Handicap.free(BoardSize.square(9), 3)).hasSize(3);
  }

  @Test
  void letsWhiteMoveFirstAndPaysForTheStonesAsTheRulesSay() {
    Game game = new Game(BoardSize.square(9), Rules.CHINESE.withKomi(0.5));
    game.placeHandicap(Handicap.fixed(game.size(), 3));

    assertThat(game.toMove()).isEqualTo(Colour.WHITE);
    assertThat(game.handicap()).isEqualTo(3);
    assertThat(game.score()).isEqualTo(new Score(81, 3.5));
    assertThat(HandicapBonus.EACH_BUT_FIRST.points(3)).isEqualTo(2);
    assertThat(HandicapBonus.EACH_BUT_FIRST.points(0)).isZero();
    assertThat(HandicapBonus.NONE.points(3)).isZero();
  }

  @Test
  void refusesAHandicapInTheMiddleOfAGame() {
    Game game = new Game(BoardSize.square(9), Rules.CHINESE);
    Diagram.play(game, "pass");
    assertThatThrownBy(() -> game.placeHandicap(Diagram.point(game, "C3")))
        .hasMessage("handicap=1: expected an empty board");

    Game other = new Game(BoardSize.square(9), Rules.CHINESE);
    int point = Diagram.point(other, "C3");
    assertThatThrownBy(() -> other.placeHandicap(point, point))
        .hasMessage("handicap=2: a point is named twice");
  }
}
