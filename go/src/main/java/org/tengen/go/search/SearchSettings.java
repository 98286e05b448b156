package org.tengen.go.search;

import org.tengen.go.GoException;

/**
 * How a move is searched for.
 *
 * @param simulations playouts for each move, at least 1
 * @param expandAt visits after which a move's answers come into the tree, at least 1
 * @param exploration what the square root of UCB1 is multiplied by; 0 leaves exploring to RAVE
 * @param raveVisits visits at which a move's own results weigh as much as those of its playing
 *     later; 0 is without RAVE
 * @param resignBelow the share of won playouts below which to resign; 0 is never
 */
public record SearchSettings(
    int simulations, int expandAt, double exploration, double raveVisits, double resignBelow) {
  /** Refuses what has no meaning. */
  public SearchSettings {
    require(simulations >= 1, "simulations=" + simulations + ": expected 1 or more");
    require(expandAt >= 1, "expand-at=" + expandAt + ": expected 1 visit or more");
    require(exploration >= 0, "exploration=" + exploration + ": expected 0 or more");
    require(raveVisits >= 0, "rave-visits=" + raveVisits + ": expected 0 or more");
    require(
        resignBelow >= 0 && resignBelow < 1,
        "resign-below=" + resignBelow + ": expected a share from 0 to below 1");
  }

  /** What plays well on 9x9, with so many simulations a move; it never resigns. */
  public static SearchSettings of(int simulations) {
    return new SearchSettings(simulations, 2, 0, 3000, 0);
  }

  /** The same, resigning below this share of won playouts. */
  public SearchSettings withResignBelow(double share) {
    return new SearchSettings(simulations, expandAt, exploration, raveVisits, share);
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new GoException(message);
    }
  }
}
