package org.tengen.go.planes;

/**
 * What says of positions which moves are likely and who will win: a network, or something that
 * stands for one. Used by one thread at a time.
 */
public interface Evaluator {
  /** What it reads of a game. */
  InputPlanes input();

  /**
   * Evaluates positions, each for itself.
   *
   * @param positions how many, 1 or more
   * @param planes [positions][planes][points]; what is behind them is not read
   * @param policies receives [positions][moves], numbers of 0 or more for all moves, legal or not;
   *     they need not add up to 1
   * @param values receives [positions], -1 (lost for who is to move) to 1 (won)
   */
  void evaluate(int positions, float[] planes, float[] policies, float[] values);
}
