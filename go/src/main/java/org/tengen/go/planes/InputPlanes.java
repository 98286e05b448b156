package org.tengen.go.planes;

import java.util.Arrays;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.GoException;

/**
 * A game as AlphaGo Zero's network reads it (Silver et al. 2017): planes of one float for each
 * point of the board, row by row.
 *
 * <p>Two planes for each of the last {@code history} positions, the present one first: 1 where who
 * is to move now has a stone, then 1 where the opponent has. Positions before the game's beginning
 * are empty. The last plane is 1 everywhere if Black is to move, else 0.
 *
 * @param size of the board
 * @param history positions that are seen, 1 or more
 */
public record InputPlanes(BoardSize size, int history) {
  /** AlphaGo Zero's history. */
  public static final int DEFAULT_HISTORY = 8;

  /** Checks the history. */
  public InputPlanes {
    if (history < 1) {
      throw new GoException("history=" + history + ": expected 1 position or more, e.g. 8");
    }
  }

  /** Two for each position, and one for who is to move: 17 at a history of 8. */
  public int planes() {
    return 2 * history + 1;
  }

  /** Floats of one position: planes times points. */
  public int floats() {
    return planes() * size.area();
  }

  /** Moves that a policy is over: the points row by row, and last the pass. */
  public int moves() {
    return size.area() + 1;
  }

  /** The place of a move in a policy, from 0. */
  public int placeOf(int move) {
    return move == BoardSize.PASS ? size.area() : size.index(move);
  }

  /** The move at a place of a policy. */
  public int moveAt(int place) {
    return place == size.area() ? BoardSize.PASS : size.pointAt(place);
  }

  /**
   * Writes a game's planes as they are.
   *
   * @param into receives {@link #floats()} floats from {@code offset} on, whatever was there
   */
  public void write(Game game, float[] into, int offset) {
    write(game, Symmetry.identity(size), into, offset);
  }

  /** The same of the game as {@code symmetry} turns it. */
  public void write(Game game, Symmetry symmetry, float[] into, int offset) {
    int both = 2 * size.area();
    Arrays.fill(into, offset, offset + floats(), 0);
    writeStones(game, symmetry, into, offset);
    int known = Math.min(history - 1, game.moves());
    for (int back = 1; back <= known; back++) {
      int position = offset + back * both;
      System.arraycopy(into, position - both, into, position, both);
      takeBack(game, game.moves() - back, symmetry, into, position);
    }
    if (game.toMove() == Colour.BLACK) {
      Arrays.fill(into, offset + history * both, offset + floats(), 1);
    }
  }

  private void writeStones(Game game, Symmetry symmetry, float[] into, int offset) {
    for (int place = 0; place < size.area(); place++) {
      Colour stone = game.at(size.pointAt(place));
      if (stone != null) {
        into[offset + plane(game, stone) + symmetry.image(place)] = 1;
      }
    }
  }

  /** Turns two planes of the position after a move into those of the position before it. */
  private void takeBack(Game game, int number, Symmetry symmetry, float[] into, int offset) {
    int move = game.move(number);
    if (move == BoardSize.PASS) {
      return;
    }
    Colour mover = game.mover(number);
    int[] taken = game.taken(number);
    boolean suicide = taken.length > 0 && taken[0] == move;
    int takenPlane = offset + plane(game, suicide ? mover : mover.opponent());
    for (int point : taken) {
      into[takenPlane + symmetry.image(size.index(point))] = 1;
    }
    into[offset + plane(game, mover) + symmetry.image(size.index(move))] = 0;
  }

  /** Where the plane of a colour's stones begins in those of its position. */
  private int plane(Game game, Colour stone) {
    return stone == game.toMove() ? 0 : size.area();
  }
}
