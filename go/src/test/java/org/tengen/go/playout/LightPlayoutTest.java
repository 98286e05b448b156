package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Coordinates;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;

class LightPlayoutTest {
  @Test
  void takesWhatTheLastMoveLeftInAtari() {
    assertThat(
            answers(
                """
                . . . . .
                . . X . .
                . X . . .
                . . X . .
                . . . . .
                """,
                "C3"))
        .containsExactly("D3");
  }

  @Test
  void savesWhatTheLastMovePutInAtari() {
    assertThat(
            answers(
                """
                . . . . .
                . . O . .
                . O X . .
                . . . . .
                . . . . .
                """,
                "C2"))
        .containsExactly("D3");
  }

  @Test
  void savesItByTakingTooAndNotByRunningIntoAtari() {
    assertThat(
            answers(
                """
                . . . . .
                . . . . .
                . O . . .
                . . . . .
                X X O X .
                """,
                "A2"))
        .containsExactly("C2");
  }

  @Test
  void answersBesideTheLastMoveInShape() {
    assertThat(
            answers(
                """
                . . . . .
                . . . . .
                . X . X .
                . . . . .
                . . . . .
                """,
                "C3"))
        .containsExactly("B2", "B4", "C2", "C4", "D2", "D4");
  }

  @Test
  void playsAnywhereAfterAPass() {
    Game game = new Game(BoardSize.square(3), Rules.TROMP_TAYLOR);
    Diagram.play(game, "B2", "pass");
    assertThat(answers(game)).containsExactly("A1", "A2", "A3", "B1", "B3", "C1", "C2", "C3");
  }

  @Test
  void endsFromEveryEmptyBoard() {
    for (int number = 1; number <= 360; number++) {
      PlayoutBoard board = new PlayoutBoard(new BoardSize(number % 19 + 1, number / 19 + 1));
      new LightPlayout().run(board, PlayoutBoard.BLACK, new Dice(number));
      assertThat(board.moves()).as(board.size().toString()).isGreaterThan(2);
    }
  }

  /** White plays the move, and these are Black's first moves of 300 playouts. */
  private static Set<String> answers(String position, String move) {
    Game game = Diagram.game(Rules.TROMP_TAYLOR, position);
    game.setToMove(Colour.WHITE);
    Diagram.play(game, move);
    return answers(game);
  }

  private static Set<String> answers(Game game) {
    PlayoutBoard start = new PlayoutBoard(game.size());
    start.set(game);
    PlayoutBoard board = new PlayoutBoard(game.size());
    Dice dice = new Dice(7);
    Set<String> answers = new TreeSet<>();
    for (int i = 0; i < 300; i++) {
      board.set(start);
      new LightPlayout().run(board, PlayoutBoard.BLACK, dice);
      answers.add(Coordinates.gtp(game.size(), board.move(start.moves())));
    }
    return answers;
  }
}
