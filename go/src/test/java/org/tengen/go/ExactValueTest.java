package org.tengen.go;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole games with positional superko, against the known values of small boards. */
class ExactValueTest {
  @ParameterizedTest
  @CsvSource({"1, 2, 0", "1, 3, 3", "1, 4, 4", "2, 2, 1"})
  void bestPlayIsWorthWhatIsKnown(int columns, int rows, int value) {
    BoardSize size = new BoardSize(columns, rows);
    int area = size.area();

    int found = value(new Game(size, Rules.TROMP_TAYLOR.withKomi(0)), -area, area);

    assertThat(found).isEqualTo(value);
  }

  /** Of the player to move, between bounds (alpha-beta). */
  private static int value(Game game, int alpha, int beta) {
    if (game.isOver()) {
      int margin = (int) game.score().margin();
      return game.toMove() == Colour.BLACK ? margin : -margin;
    }
    int best = after(game, BoardSize.PASS, alpha, beta);
    for (int point : game.size().points()) {
      if (best >= beta) {
        break;
      }
      if (game.isLegal(point)) {
        best = Math.max(best, after(game, point, Math.max(alpha, best), beta));
      }
    }
    return best;
  }

  private static int after(Game game, int move, int alpha, int beta) {
    game.play(move);
    int value = -value(game, -beta, -alpha);
    game.undo();
    return value;
  }
}
