package org.tengen.go.selfplay;

import java.util.List;
import org.tengen.go.Colour;
import org.tengen.go.Game;
import org.tengen.go.sgf.GameRecord;
import org.tengen.go.sgf.GameResult;
import org.tengen.go.sgf.GameTree;
import org.tengen.go.sgf.Property;

/**
 * A game of self-play, finished. Planes are not kept: replaying its moves makes them again.
 *
 * @param number that it was given
 * @param game with all moves
 * @param result by the rules' own count, or by resignation
 * @param targets of the moves that had a full search, first to last
 * @param outlook what the players thought of their chances
 */
public record SelfPlayed(
    int number, Game game, GameResult result, List<Target> targets, Outlook outlook) {

  /**
   * How bad it ever looked.
   *
   * @param black the lowest chance to win, 0 to 1, that Black has seen for itself; 1 before any
   *     search
   * @param white the same for White
   * @param playedOut was nobody allowed to resign?
   */
  public record Outlook(double black, double white, boolean playedOut) {
    /** The lowest chance that this player has seen for itself. */
    public double lowest(Colour colour) {
      return colour == Colour.BLACK ? black : white;
    }
  }

  /** Keeps a copy of the list. */
  public SelfPlayed {
    targets = List.copyOf(targets);
  }

  /** What the game was worth to a player: 1, 0 for a draw, or -1. */
  public int value(Colour colour) {
    Colour winner = result.winner();
    if (winner == null) {
      return 0;
    }
    return winner == colour ? 1 : -1;
  }

  /** Would the winner have resigned below this chance? Only games that were played out can tell. */
  public boolean wouldHaveResignedAWonGame(double below) {
    Colour winner = result.winner();
    return winner != null && outlook.lowest(winner) < below;
  }

  /** Its record. */
  public GameTree record() {
    return GameRecord.of(
        game,
        List.of(
            Property.text("RE", result.toString()), Property.text("RO", Integer.toString(number))));
  }
}
