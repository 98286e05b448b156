package org.tengen.go.puct;

import org.tengen.go.GoException;

/**
 * How a tree is searched, whatever position it begins with.
 *
 * @param cPuct what priors are multiplied by, 0 or more: the more, the more it explores
 * @param firstPlayReduction how much worse than its parent a move that was not tried is taken for,
 *     at most, as a difference of values from -1 to 1; 0 to 2
 * @param leaves positions that are asked for at a time, 1 or more; each counts as lost until it is
 *     told, so that the next looks elsewhere
 * @param turned whether each position is evaluated in a random one of the board's symmetries
 * @param cached evaluations that are kept for positions that come again, 0 for none
 */
public record PuctSettings(
    double cPuct, double firstPlayReduction, int leaves, boolean turned, int cached) {
  private static final int MOST_LEAVES = 1024;
  private static final int MOST_CACHED = 1 << 24;

  /** One position at a time, no cache, and what works for networks of any strength. */
  public static final PuctSettings DEFAULT = new PuctSettings(1.25, 0.2, 1, true, 0);

  /** Refuses what has no meaning. */
  public PuctSettings {
    require(
        cPuct >= 0 && cPuct < Double.POSITIVE_INFINITY,
        "c-puct=" + cPuct + ": expected 0 or more, e.g. 1.25");
    require(
        firstPlayReduction >= 0 && firstPlayReduction <= 2,
        "first-play-reduction=" + firstPlayReduction + ": expected 0 to 2, e.g. 0.2");
    require(
        leaves >= 1 && leaves <= MOST_LEAVES,
        "leaves=" + leaves + ": expected 1 to " + MOST_LEAVES);
    require(
        cached >= 0 && cached <= MOST_CACHED,
        "cached=" + cached + ": expected 0 to " + MOST_CACHED + " evaluations");
  }

  /** The same with so many positions at a time. */
  public PuctSettings withLeaves(int asked) {
    return new PuctSettings(cPuct, firstPlayReduction, asked, turned, cached);
  }

  /** The same with or without symmetries. */
  public PuctSettings withTurned(boolean random) {
    return new PuctSettings(cPuct, firstPlayReduction, leaves, random, cached);
  }

  /** The same with so many evaluations kept. */
  public PuctSettings withCached(int kept) {
    return new PuctSettings(cPuct, firstPlayReduction, leaves, turned, kept);
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new GoException(message);
    }
  }
}
