package org.tengen.go.puct;

import java.util.List;

/**
 * A move that a search has tried.
 *
 * @param visits how many of the simulations, at least 1
 * @param winRate how likely it wins for who plays it, 0 to 1
 * @param prior the network's chance of it among the moves that are considered, 0 to 1
 * @param line what is expected to be played, this move first
 */
public record Considered(int visits, double winRate, double prior, List<Integer> line) {
  /** Keeps a copy. */
  public Considered {
    line = List.copyOf(line);
  }
}
