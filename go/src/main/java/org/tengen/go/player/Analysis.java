package org.tengen.go.player;

import java.util.List;

/**
 * What a player thinks of a position.
 *
 * @param candidates the moves that it has looked at, the best first
 */
public record Analysis(List<Candidate> candidates) {
  /** Keeps a copy. */
  public Analysis {
    candidates = List.copyOf(candidates);
  }

  /**
   * A move that it may play.
   *
   * @param move a point or a pass
   * @param visits how often it was looked at
   * @param winRate how likely it wins, 0 to 1, for the player to move
   * @param lowerBound of the win rate, at the confidence that the player goes by
   * @param prior the share of attention that it had before it was looked at, 0 to 1
   * @param line what is expected to be played, this move first
   */
  public record Candidate(
      int move, long visits, double winRate, double lowerBound, double prior, List<Integer> line) {
    /** Keeps a copy. */
    public Candidate {
      line = List.copyOf(line);
    }
  }
}
