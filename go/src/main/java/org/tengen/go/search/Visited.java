package org.tengen.go.search;

import java.util.List;

/**
 * A move that a search has gone through.
 *
 * @param visits how many of the simulations, at least 1
 * @param winRate the share of them that the player has won, 0 to 1
 * @param share of all simulations so far
 * @param line what is expected to be played, this move first
 */
public record Visited(int visits, double winRate, double share, List<Integer> line) {
  /** Keeps a copy. */
  public Visited {
    line = List.copyOf(line);
  }
}
