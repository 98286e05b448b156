package org.tengen.go.playout;

/** A way to play a position to its end. */
public interface Playout {
  /**
   * Plays until both pass or the game gets {@link PlayoutBoard#isTooLong too long}. What is left
   * counts by {@link PlayoutBoard#areaMargin}.
   *
   * @param colour who moves first
   */
  void run(PlayoutBoard board, int colour, Dice dice);
}
