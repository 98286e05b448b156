package org.tengen.go.selfplay;

import org.tengen.go.GoException;
import org.tengen.go.puct.PuctSettings;
import org.tengen.go.puct.RootSettings;

/**
 * How games are played to learn from.
 *
 * @param tree how trees are searched
 * @param full the search that policy targets come from
 * @param cap how many moves have only a short search
 * @param drawing how long moves are drawn
 * @param resignation when a game is given up
 */
public record SelfPlaySettings(
    PuctSettings tree, RootSettings full, Cap cap, Drawing drawing, Resignation resignation) {

  /**
   * Playout cap randomisation (Wu 2019): more games for the same evaluations, as only some moves
   * have a full search. The others are searched briefly, without noise and forced playouts, and
   * have no policy target.
   *
   * @param fullShare the share of moves with a full search, above 0, to 1; 1 is without
   * @param fastSimulations of the others, 1 or more
   */
  public record Cap(double fullShare, int fastSimulations) {
    /** Every move has a full search. */
    public static final Cap NONE = new Cap(1, 1);

    /** Refuses what has no meaning. */
    public Cap {
      require(
          fullShare > 0 && fullShare <= 1,
          "full-share=" + fullShare + ": expected a share above 0, to 1");
      require(fastSimulations >= 1, "fast-simulations=" + fastSimulations + ": expected 1 or more");
    }
  }

  /**
   * Variety in the opening: the first moves are drawn by their visits, the others are the most
   * visited.
   *
   * @param moves how many are drawn, 0 or more
   * @param temperature each is as likely as its visits to the power of 1 / temperature; above 0
   */
  public record Drawing(int moves, double temperature) {
    /** Refuses what has no meaning. */
    public Drawing {
      require(moves >= 0, "drawn-moves=" + moves + ": expected 0 or more");
      require(
          temperature > 0 && temperature < Double.POSITIVE_INFINITY,
          "temperature=" + temperature + ": expected more than 0, e.g. 1");
    }

    double at(int move) {
      return move < moves ? temperature : 0;
    }
  }

  /**
   * Games are given up below a chance to win, but for some that are played out to see whether that
   * is right.
   *
   * @param below the chance, 0 to below 1; 0 is never
   * @param playedOut the share of games in which nobody resigns, 0 to 1
   */
  public record Resignation(double below, double playedOut) {
    /** Every game is played to its end. */
    public static final Resignation NEVER = new Resignation(0, 1);

    /** Refuses what has no meaning. */
    public Resignation {
      require(
          below >= 0 && below < 1,
          "resign-below=" + below + ": expected a chance from 0 to below 1");
      require(
          playedOut >= 0 && playedOut <= 1,
          "played-out=" + playedOut + ": expected a share from 0 to 1");
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new GoException(message);
    }
  }
}
