package org.tengen.go.player;

import java.util.OptionalInt;
import org.tengen.go.BoardSize;
import org.tengen.go.Colour;
import org.tengen.go.Game;

/**
 * Chooses moves. It is used by one thread at a time, and leaves every game that it is shown as it
 * was.
 */
public interface Player {
  /** What to call it, in one line. */
  String name();

  /** Can it play on such a board? */
  default boolean plays(BoardSize size) {
    return true;
  }

  /**
   * A game begins. All of the player's randomness in it comes from {@code seed}: asked about the
   * same positions in the same order, without a limit of time, it gives the same answers.
   */
  void newGame(long seed);

  /**
   * The move of this player in this game, which is legal there; empty to resign.
   *
   * @param colour who is to move, whatever the game says
   */
  OptionalInt choose(Game game, Colour colour, Thinking thinking);

  /**
   * Looks at a game, and reports, until {@code watch} has seen enough. At least one report is made,
   * if the player has any move to speak of.
   */
  void analyse(Game game, Colour colour, Watch watch);

  /** The points of stones that it takes for dead as the game stands, whole chains of them. */
  int[] dead(Game game);
}
