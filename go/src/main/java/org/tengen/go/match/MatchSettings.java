package org.tengen.go.match;

import org.tengen.go.BoardSize;
import org.tengen.go.GoException;
import org.tengen.go.Rules;

/**
 * What is played.
 *
 * @param games 1 or more; an even number gives both players each opening with each colour
 * @param openingMoves random moves before the players are asked, 0 or more
 * @param seed where openings and the players' seeds come from
 */
public record MatchSettings(BoardSize size, Rules rules, int games, int openingMoves, long seed) {
  /** Moves after which a game is broken off, for each point of the board. */
  private static final int MOVES_PER_POINT = 3;

  /** Refuses a match without games, and openings that leave no game. */
  public MatchSettings {
    if (games < 1) {
      throw new GoException("games=" + games + ": expected 1 or more");
    }
    if (openingMoves < 0 || openingMoves > size.area() / 4) {
      throw new GoException(
          "opening-moves=%d: expected 0 to %d on a board of %s"
              .formatted(openingMoves, size.area() / 4, size));
    }
  }

  int mostMoves() {
    return MOVES_PER_POINT * size.area();
  }
}
