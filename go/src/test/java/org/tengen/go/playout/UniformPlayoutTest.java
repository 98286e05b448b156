package org.tengen.go.playout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tengen.go.BoardSize;
import org.tengen.go.Diagram;
import org.tengen.go.Game;
import org.tengen.go.Rules;

class UniformPlayoutTest {
  private static final long PLAYOUTS = 50_000;
  private static final long SEED = 9;

  /**
   * The figures that programs with independent boards agree on: 111.03 to 111.07 moves, passes
   * included, and 0.5245 won by Black. {@code -Dtengen.go.playouts=1000000} narrows the tolerance,
   * which is four standard errors, to 0.05 and 0.002.
   */
  @Test
  @Tag("simulation")
  void fromTheEmptyBoardOf9x9AreAsLongAndAsOftenBlacksAsIsKnown() {
    long playouts = Long.getLong("tengen.go.playouts", PLAYOUTS);
    PlayoutBoard empty = new PlayoutBoard(BoardSize.square(9));
    PlayoutBoard board = new PlayoutBoard(BoardSize.square(9));
    Playout playout = new UniformPlayout();
    Dice dice = new Dice(SEED);
    long moves = 0;
    long won = 0;
    for (long i = 0; i < playouts; i++) {
      board.set(empty);
      playout.run(board, PlayoutBoard.BLACK, dice);
      moves += board.moves();
      won += board.areaMargin() > 0 ? 1 : 0;
    }
    double scale = Math.sqrt(1e6 / playouts);
    System.out.printf(
        "seed %d, %d playouts: %.3f moves, %.4f won by Black%n",
        SEED, playouts, moves / (double) playouts, won / (double) playouts);
    assertThat(moves / (double) playouts).isCloseTo(111.05, within(0.05 * scale));
    assertThat(won / (double) playouts).isCloseTo(0.5245, within(0.002 * scale));
  }

  @Test
  void endsWithSinglePointsAlone() {
    for (int seed = 1; seed <= 200; seed++) {
      BoardSize size = new BoardSize(1 + seed % 7, 2 + seed % 5);
      PlayoutBoard board = new PlayoutBoard(size);
      new UniformPlayout().run(board, PlayoutBoard.BLACK, new Dice(seed));
      if (board.isTooLong()) {
        continue;
      }
      assertThat(board.areaMargin())
          .as("seed " + seed)
          .isEqualTo(new AreaCount(size).margin(board));
      for (int point : size.points()) {
        boolean wide = board.at(point) == 0 && board.emptyAround(point) != 0;
        assertThat(wide).as("seed " + seed).isFalse();
      }
    }
  }

  @Test
  void isTheSameForTheSameSeed() {
    assertThat(moves(3)).isEqualTo(moves(3)).isNotEqualTo(moves(4));
  }

  private static String moves(long seed) {
    PlayoutBoard board = new PlayoutBoard(BoardSize.square(9));
    new UniformPlayout().run(board, PlayoutBoard.BLACK, new Dice(seed));
    StringBuilder moves = new StringBuilder();
    for (int i = 0; i < board.moves(); i++) {
      moves.append(board.move(i)).append(' ');
    }
    return moves.toString();
  }

  @Test
  void aCopyOfABoardHasItsKo() {
    Game game = Diagram.game(Rules.TROMP_TAYLOR, ". X O .\nX O . O\n. X O .\n. . . .");
    Diagram.play(game, "C3");
    PlayoutBoard board = new PlayoutBoard(game.size());
    board.set(game);
    PlayoutBoard copy = new PlayoutBoard(game.size());
    copy.set(board);

    assertThat(copy.isLegal(Diagram.point(game, "B3"), PlayoutBoard.WHITE)).isFalse();
  }

  @Test
  void drawsEachMoveThatFillsNoEyeAsOftenAsTheNext() {
    Game game =
        Diagram.game(
            Rules.TROMP_TAYLOR,
            """
            . X . O
            X X O .
            . . . .
            """);
    PlayoutBoard board = new PlayoutBoard(game.size());
    board.set(game);
    Dice dice = new Dice(1);
    int[] drawn = new int[game.size().arrayLength()];
    for (int i = 0; i < 60_000; i++) {
      drawn[board.randomMove(PlayoutBoard.BLACK, dice)]++;
    }
    assertThat(drawn[Diagram.point(game, "A3")]).isZero();
    for (String free : new String[] {"C3", "D2", "A1", "B1", "C1", "D1"}) {
      assertThat(drawn[Diagram.point(game, free)]).as(free).isBetween(9_600, 10_400);
    }
  }
}
