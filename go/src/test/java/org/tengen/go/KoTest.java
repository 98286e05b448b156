package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KoTest {
  private static final String KO =
      """
      . X O .
      X O . O
      . X O .
      . . . .
      """;

  @ParameterizedTest
  @EnumSource
  void aKoMayNotBeTakenBackAtOnceUnderAnyRule(KoRule ko) {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKo(ko), KO);
    Diagram.play(game, "C3");
    int back = Diagram.point(game, "B3");

    assertThat(game.koPoint()).isEqualTo(back);
    assertThat(game.legality(Colour.WHITE, back))
        .isEqualTo(ko == KoRule.SIMPLE ? Legality.KO : Legality.SUPERKO);

    Diagram.play(game, "A1", "B1");
    assertThat(game.koPoint()).isEqualTo(BoardSize.PASS);
    assertThat(game.isLegal(back)).isTrue();
  }

  @Test
  void whoeverHasTakenAKoMayFillIt() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKo(KoRule.SIMPLE), KO);
    Diagram.play(game, "C3");
    game.setToMove(Colour.BLACK);

    assertThat(game.koPoint()).isEqualTo(BoardSize.PASS);
    assertThat(game.isLegal(Diagram.point(game, "B3"))).isTrue();
  }

  /** Black sends two stones, White takes both, Black takes one back. */
  private static Game sendingTwoReturningOne(KoRule ko) {
    Game game = Diagram.game(Rules.TROMP_TAYLOR.withKo(ko), ". X .");
    Diagram.play(game, "A1", "C1");
    assertThat(Diagram.of(game)).isEqualTo("..O");
    return game;
  }

  @Test
  void positionalSuperkoForbidsAPositionWhoeverIsToMove() {
    Game game = sendingTwoReturningOne(KoRule.POSITIONAL);

    assertThat(game.legality(Colour.BLACK, Diagram.point(game, "B1"))).isEqualTo(Legality.SUPERKO);
  }

  @Test
  void situationalSuperkoForbidsItOnlyWithTheSamePlayerToMove() {
    Game game = sendingTwoReturningOne(KoRule.SITUATIONAL);
    Diagram.play(game, "B1");
    assertThat(Diagram.of(game)).isEqualTo(".X.");

    // Black is to move as at the beginning, and would send two stones again
    Diagram.play(game, "pass");
    assertThat(game.legality(Colour.BLACK, Diagram.point(game, "A1"))).isEqualTo(Legality.SUPERKO);
  }

  @Test
  void simpleKoLetsALongCycleComeRound() {
    Game game = sendingTwoReturningOne(KoRule.SIMPLE);
    Diagram.play(game, "B1", "pass", "A1", "C1", "B1");

    assertThat(Diagram.of(game)).isEqualTo(".X.");
  }

  @Test
  void aLoneStonesSuicideIsForSituationalSuperkoAlone() {
    String eye = ". O\nO O";
    for (KoRule ko : KoRule.values()) {
      Game game = Diagram.game(Rules.TROMP_TAYLOR.withKo(ko), eye + "\n. .");
      Legality expected =
          switch (ko) {
            case SIMPLE -> Legality.SUICIDE;
            case POSITIONAL -> Legality.SUPERKO;
            case SITUATIONAL -> Legality.LEGAL;
          };
      assertThat(game.legality(Colour.BLACK, Diagram.point(game, "A3")))
          .as(ko.toString())
          .isEqualTo(expected);
    }
  }

  @Test
  void undoForgetsThePositionsItTakesBack() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR, KO);
    Diagram.play(game, "C3");
    game.undo();

    assertThat(game.legality(Colour.BLACK, Diagram.point(game, "C3"))).isEqualTo(Legality.LEGAL);
  }

  @Test
  void aSuicideThatWouldRepeatThePositionIsForbidden() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR, ". . O .\nO O O .");
    Diagram.play(game, "A2");
    game.setToMove(Colour.BLACK);

    assertThat(game.legality(Colour.BLACK, Diagram.point(game, "B2"))).isEqualTo(Legality.SUPERKO);
  }
}
