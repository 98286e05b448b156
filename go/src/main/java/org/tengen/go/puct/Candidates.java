package org.tengen.go.puct;

import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.playout.AreaCount;
import org.tengen.go.playout.PlayoutBoard;

/**
 * What a search considers in a position, and what the board comes to as it stands: by area, every
 * stone alive, whatever the rules say.
 *
 * <p>All legal moves are considered but suicides and those that fill an eye of one's own. A pass is
 * considered unless it loses to another pass while there is something else to play; so it is never
 * left out where it could win.
 */
final class Candidates {
  private final PlayoutBoard board;
  private final AreaCount area;
  private final int[] points;
  private final int[] moves;
  private int count;
  private double margin;
  private boolean afterPass;
  private boolean over;

  Candidates(BoardSize size) {
    board = new PlayoutBoard(size);
    area = new AreaCount(size);
    points = size.points();
    moves = new int[points.length + 1];
  }

  /** Looks at a position. */
  void look(Game game) {
    board.set(game);
    double black = area.margin(board) - game.compensation();
    margin = game.toMove() == Colour.BLACK ? black : -black;
    over = game.isOver();
    afterPass = game.moves() > 0 && game.move(game.moves() - 1) == BoardSize.PASS;
    count = 0;
  }

  /** Does a pass end the game as won? */
  boolean passWins() {
    return afterPass && margin > 0;
  }

  /** Is nothing left to play for: have both passed, or does a pass win? */
  boolean isEnded() {
    return over || passWins();
  }

  /** What an ended game is worth to who is to move: 1, 0 for a draw, or -1. */
  double outcome() {
    return Math.signum(margin);
  }

  /**
   * Lists the moves of the position that was looked at last.
   *
   * @param mayPass if not, a pass is one only if it is the only one
   */
  void list(Game game, boolean mayPass) {
    int colour = game.toMove() == Colour.BLACK ? PlayoutBoard.BLACK : PlayoutBoard.WHITE;
    count = 0;
    for (int point : points) {
      if (board.isLegal(point, colour) && !board.isEye(point, colour) && game.isLegal(point)) {
        moves[count++] = point;
      }
    }
    if (count == 0 || (mayPass && margin >= 0)) {
      moves[count++] = BoardSize.PASS;
    }
  }

  int count() {
    return count;
  }

  /** The moves, of which {@link #count} count. */
  int[] moves() {
    return moves;
  }
}
