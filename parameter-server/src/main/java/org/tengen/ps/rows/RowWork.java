package org.tengen.ps.rows;

import java.util.Arrays;

/** Room for the rows of one part beside each other, while they are updated. Shard thread only. */
final class RowWork {
  private float[] weights = {};
  private float[] state = {};

  /** Room for {@code floats} weights. */
  float[] weights(int floats) {
    if (weights.length < floats) {
      weights = new float[floats];
    }
    return weights;
  }

  /** Room for {@code floats} of state. */
  float[] state(int floats) {
    if (state.length < floats) {
      state = Arrays.copyOf(state, floats);
    }
    return state;
  }
}
