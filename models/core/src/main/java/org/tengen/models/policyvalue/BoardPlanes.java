package org.tengen.models.policyvalue;

import java.io.Serializable;

/**
 * The shape of one position as the network reads it: planes of one float for each point of a board.
 *
 * <p>As AlphaGo Zero has them (Silver et al. 2017): for each of the last {@code history} positions
 * a plane of the stones of who is to move and one of the opponent's, and one plane that says who is
 * to move. A position is [planes][height][width].
 *
 * @param history positions that are seen, 1 or more: the last one and those before it
 * @param height rows of the board, 2 to 25
 * @param width columns of the board, 2 to 25
 */
public record BoardPlanes(int history, int height, int width) implements Serializable {
  /** AlphaGo Zero's history. */
  public static final int DEFAULT_HISTORY = 8;

  /** Checks ranges. */
  public BoardPlanes {
    if (history < 1) {
      throw new IllegalArgumentException("history=" + history + ": expected 1 or more, e.g. 8");
    }
    side("height", height);
    side("width", width);
  }

  /** A square board, seen with the default history. */
  public static BoardPlanes square(int side) {
    return new BoardPlanes(DEFAULT_HISTORY, side, side);
  }

  private static void side(String name, int points) {
    if (points < 2 || points > 25) {
      throw new IllegalArgumentException(name + "=" + points + ": expected 2 to 25, e.g. 9");
    }
  }

  /** Two planes for each position, and one for who is to move: 17 at a history of 8. */
  public int planes() {
    return 2 * history + 1;
  }

  /** Points of the board. */
  public int points() {
    return height * width;
  }

  /** Moves that the policy is over: the points row by row, and last the pass. */
  public int moves() {
    return points() + 1;
  }

  /** Floats of one position. */
  public int floats() {
    return planes() * points();
  }
}
