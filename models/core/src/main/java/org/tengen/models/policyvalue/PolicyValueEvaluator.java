package org.tengen.models.policyvalue;

/** A network that says policy and value of positions. Used by one thread at a time. */
public interface PolicyValueEvaluator extends AutoCloseable {
  /** The shape of a position. */
  BoardPlanes input();

  /**
   * Evaluates positions, each for itself: what else is in the batch changes no more than rounding.
   *
   * @param positions how many, 1 or more
   * @param planes [positions][planes][height][width]; what is behind them is not read, so that one
   *     array serves batches of all sizes
   */
  PolicyValueOutputs evaluate(int positions, float[] planes);

  @Override
  void close();
}
