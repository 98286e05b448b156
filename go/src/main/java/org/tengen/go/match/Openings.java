package org.tengen.go.match;

import java.util.Arrays;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.playout.Dice;
import org.tengen.go.playout.LightPlayout;
import org.tengen.go.playout.Playout;
import org.tengen.go.playout.PlayoutBoard;

/**
 * Random openings that leave both players a game: of several drawn ones, the one whose share of
 * playouts that Black wins is nearest to a half.
 */
final class Openings {
  private static final int DRAWN = 12;
  private static final int PLAYOUTS = 100;

  private final MatchSettings settings;
  private final int[] points;

  Openings(MatchSettings settings) {
    this.settings = settings;
    BoardSize size = settings.size();
    int edge = Math.min(2, (Math.min(size.columns(), size.rows()) - 1) / 3);
    this.points =
        Arrays.stream(size.points()).filter(point -> isInside(size, point, edge)).toArray();
  }

  private static boolean isInside(BoardSize size, int point, int edge) {
    int column = size.column(point);
    int row = size.row(point);
    return column >= edge
        && row >= edge
        && column < size.columns() - edge
        && row < size.rows() - edge;
  }

  /** A game with an opening; the same for the same seed. */
  Game drawn(long seed) {
    Dice dice = new Dice(seed);
    Game best = drawn(dice);
    if (settings.openingMoves() == 0) {
      return best;
    }
    double bestLean = lean(best, dice);
    for (int i = 1; i < DRAWN; i++) {
      Game game = drawn(dice);
      double lean = lean(game, dice);
      if (lean < bestLean) {
        best = game;
        bestLean = lean;
      }
    }
    return best;
  }

  private Game drawn(Dice dice) {
    Game game = new Game(settings.size(), settings.rules());
    int tries = 0;
    while (game.moves() < settings.openingMoves() && tries++ < 100 * points.length) {
      int point = points[dice.below(points.length)];
      if (game.isLegal(point)) {
        game.play(point);
      }
    }
    return game;
  }

  /** How far from a half the share of playouts is that Black wins, draws being halves. */
  private static double lean(Game game, Dice dice) {
    PlayoutBoard start = new PlayoutBoard(game.size());
    start.set(game);
    PlayoutBoard board = new PlayoutBoard(game.size());
    Playout playout = new LightPlayout();
    int colour = game.toMove() == Colour.BLACK ? PlayoutBoard.BLACK : PlayoutBoard.WHITE;
    double won = 0;
    for (int i = 0; i < PLAYOUTS; i++) {
      board.set(start);
      playout.run(board, colour, dice);
      double margin = board.areaMargin() - game.rules().komi();
      won += margin > 0 ? 1 : margin == 0 ? 0.5 : 0;
    }
    return Math.abs(won / PLAYOUTS - 0.5);
  }
}
