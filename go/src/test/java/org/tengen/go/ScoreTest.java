package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTest {
  private static final String SETTLED =
      """
      . X O . .
      X X O O O
      X O . O .
      X X O O .
      . X X O X
      """;

  @Test
  void countsStonesAndWhatTheyAloneSurround() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(0), SETTLED);

    // Black's stone at E1 keeps E2 and E3 from being White's
    assertThat(game.score()).isEqualTo(new Score(11, 12));
  }

  @Test
  void removesDeadStonesBeforeItCounts() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(0.5), SETTLED);

    assertThat(game.score(new int[] {Diagram.point(game, "E1")})).isEqualTo(new Score(10, 15.5));
    assertThat(game.score()).isEqualTo(new Score(11, 12.5));
  }

  @Test
  void countsTerritoryAndPrisonersUnderTerritoryRules() {
    Game game = Diagram.game(Rules.JAPANESE.withKomi(0), SETTLED);
    game.setToMove(Colour.WHITE);
    Diagram.play(game, "E2");

    assertThat(game.prisoners(Colour.WHITE)).isEqualTo(1);
    assertThat(game.score()).isEqualTo(new Score(2, 6));
    assertThat(game.score(new int[] {Diagram.point(game, "B3")})).isEqualTo(new Score(3, 5));
  }

  @Test
  void givesAnEmptyBoardToNobody() {
    Score score = new Game(BoardSize.square(9), Rules.TROMP_TAYLOR).score();

    assertThat(score).isEqualTo(new Score(0, 7.5));
    assertThat(score.winner()).isEqualTo(Colour.WHITE);
  }

  @Test
  void givesNobodyWhatBothReach() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKomi(0), "X . O\n. . .");

    assertThat(game.score()).isEqualTo(new Score(1, 1));
    assertThat(game.score().winner()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"10, 3, B+7", "10, 12.5, W+2.5", "4, 4, 0", "0, 0.25, W+0.25"})
  void isWrittenAsSgfAndGtpDo(double black, double white, String text) {
    assertThat(new Score(black, white)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1000.5, -2000})
  void refusesAKomiThatIsNoNumberOfPoints(double komi) {
    assertThatThrownBy(() -> Rules.TROMP_TAYLOR.withKomi(komi))
        .isInstanceOf(GoException.class)
        .hasMessage("komi=" + komi + ": expected a number of points, -1000 to 1000");
  }
}
