package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;

class EyeTest {
  @ParameterizedTest
  @CsvSource({
    // in the middle one corner may be the opponent's
    "..... OXO.. X.X.. .X... ....., B3, false",
    "..... OX... X.X.. .X... ....., B3, true",
    // at the edge none
    ".X.X. .XXO. ..... ..... ....., C5, false",
    ".X.X. .XX.. ..... ..... ....., C5, true",
    // in the corner neither
    ".X... XX... ..... ..... ....., A5, true",
    ".X... XO... ..... ..... ....., A5, false",
    // not all around
    ".X... ..... ..... ..... ....., A5, false",
    "..... ..... ..... ..... ....., C3, false",
  })
  void isAnEyeIfTheCornersDoNotSpoilIt(String rows, String point, boolean eye) {
    Game black = Diagram.game(Rules.TROMP_TAYLOR, rows.replace(' ', '\n'));
    Game white =
        Diagram.game(
            Rules.TROMP_TAYLOR,
            rows.replace(' ', '\n').replace('X', 'B').replace('O', 'X').replace('B', 'O'));

    assertThat(isEye(black, point, PlayoutBoard.BLACK)).isEqualTo(eye);
    assertThat(isEye(black, point, PlayoutBoard.WHITE)).isFalse();
    assertThat(isEye(white, point, PlayoutBoard.WHITE)).isEqualTo(eye);
    assertThat(isEye(white, point, PlayoutBoard.BLACK)).isFalse();
  }

  private static boolean isEye(Game game, String point, int colour) {
    PlayoutBoard board = new PlayoutBoard(game.size());
    board.set(game);
    return board.isEye(Diagram.point(game, point), colour);
  }
}
