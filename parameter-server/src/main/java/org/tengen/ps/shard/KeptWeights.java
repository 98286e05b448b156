package org.tengen.ps.shard;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of one slice that lanes are computing on: shared by lanes that pulled the same
 * version, and written again once nobody holds them. At most one a lane beside the current weights.
 * Shard thread only.
 */
final class KeptWeights {
  private final float[] @Nullable [] byLane;
  private final Deque<float[]> spare = new ArrayDeque<>();

  KeptWeights(int lanes) {
    byLane = new float[lanes][];
  }

  /** The lane has pulled {@code weights}, and holds nothing older any more. */
  void hold(int lane, float[] weights) {
    release(lane, weights);
    byLane[lane] = weights;
  }

  /** What the lane holds; null if nothing. */
  float @Nullable [] of(int lane) {
    return byLane[lane];
  }

  /** The lane's push has come. */
  void release(int lane, float[] current) {
    float[] held = byLane[lane];
    byLane[lane] = null;
    if (held != null && held != current && !held(held)) {
      spare.push(held);
    }
  }

  /** Where the weights after {@code current} are written: in place, if no lane holds them. */
  float[] next(float[] current) {
    if (!held(current)) {
      return current;
    }
    return spare.isEmpty() ? new float[current.length] : spare.pop();
  }

  private boolean held(float[] weights) {
    for (float[] each : byLane) {
      if (each == weights) {
        return true;
      }
    }
    return false;
  }
}
