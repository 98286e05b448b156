package org.tengen.go.playout;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.UnconditionalLife;

/**
 * Which stones of a finished game are dead, as far as playouts can tell.
 *
 * <p>An estimate: a chain is dead if in more than half of some random continuations its points end
 * as the opponent's. What is {@link UnconditionalLife proved} is taken as proved.
 */
public final class DeadStones {
  private static final int PLAYOUTS = 400;

  private DeadStones() {}

  /** The points of dead stones, for {@link Game#score(int[])}; the same for the same seed. */
  public static int[] of(Game game, long seed) {
    int[] margins = margins(game, seed);
    UnconditionalLife life = UnconditionalLife.of(game);
    PlayoutBoard board = new PlayoutBoard(game.size());
    board.set(game);
    return Arrays.stream(game.size().points())
        .filter(point -> board.at(point) != 0)
        .filter(point -> isDead(board, point, life.owner(point), margins))
        .toArray();
  }

  /** By point: how many more playouts it was Black's than White's. */
  private static int[] margins(Game game, long seed) {
    BoardSize size = game.size();
    int[] margins = new int[size.arrayLength()];
    PlayoutBoard start = new PlayoutBoard(size);
    start.set(game);
    PlayoutBoard board = new PlayoutBoard(size);
    Playout playout = new UniformPlayout();
    Dice dice = new Dice(seed);
    for (int i = 0; i < PLAYOUTS; i++) {
      board.set(start);
      // whoever is to move, each player begins half of them
      playout.run(board, i % 2 == 0 ? PlayoutBoard.BLACK : PlayoutBoard.WHITE, dice);
      for (int point : size.points()) {
        int owner = board.owner(point);
        margins[point] += (owner & 1) - (owner >>> 1);
      }
    }
    return margins;
  }

  private static boolean isDead(
      PlayoutBoard board, int point, @Nullable Colour owner, int[] margins) {
    Colour own = board.at(point) == PlayoutBoard.BLACK ? Colour.BLACK : Colour.WHITE;
    if (owner != null) {
      return owner != own;
    }
    int black = 0;
    int stone = point;
    do {
      black += margins[stone];
      stone = board.next(stone);
    } while (stone != point);
    return own == Colour.BLACK ? black < 0 : black > 0;
  }
}
