package org.tengen.ps.shard;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ShardRest;

/**
 * The arrays of one slice that lanes are computing on: shared by lanes that pulled the same
 * version, and written again once nobody holds them. At most one a lane beside the current weights.
 * Shard thread only.
 */
final class KeptWeights {
  private static final long NOTHING = -1;
  private static final long CURRENT = -2;

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

  /** Notes what lanes hold, each array once; {@code current} is known. */
  void save(ShardRest.Writer out, float[] current) {
    List<float[]> arrays = new ArrayList<>();
    long[] which = new long[byLane.length];
    for (int lane = 0; lane < which.length; lane++) {
      which[lane] = number(byLane[lane], current, arrays);
    }
    out.put(which);
    arrays.forEach(out::put);
  }

  private static long number(float @Nullable [] held, float[] current, List<float[]> arrays) {
    if (held == null) {
      return NOTHING;
    } else if (held == current) {
      return CURRENT;
    }
    for (int at = 0; at < arrays.size(); at++) {
      if (arrays.get(at) == held) {
        return at;
      }
    }
    arrays.add(held);
    return arrays.size() - 1L;
  }

  /** Goes on with what was noted. */
  void load(ShardRest.Reader in, float[] current) {
    List<float[]> arrays = new ArrayList<>();
    long[] which = in.numbers();
    for (int lane = 0; lane < which.length; lane++) {
      if (which[lane] == arrays.size()) {
        arrays.add(in.floats());
      }
      byLane[lane] =
          which[lane] == NOTHING
              ? null
              : which[lane] == CURRENT ? current : arrays.get((int) which[lane]);
    }
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
