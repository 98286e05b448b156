package org.tengen.ps.simulation;

import java.util.Arrays;

/**
 * One place that a pull has returned.
 *
 * @param bits a hash of all its floats
 * @param applied by lane, the clocks whose pushes are in it, as bits; empty where pushes cannot be
 *     told apart
 */
record Read(int place, long version, int bits, long[] applied) {
  private static final long[] UNTOLD = new long[0];

  static Read of(OneHot hot, boolean told, int place, long version, float[] weights) {
    return new Read(
        place, version, Arrays.hashCode(weights), told ? applied(hot, weights) : UNTOLD);
  }

  static long[] applied(OneHot hot, float[] weights) {
    long[] applied = new long[hot.lanes()];
    for (int lane = 0; lane < applied.length; lane++) {
      applied[lane] = hot.applied(weights, lane);
    }
    return applied;
  }
}
