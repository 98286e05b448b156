package org.tengen.ps.simulation;

/**
 * Pushes that can be told apart in the weights: each adds a power of four at a place of its lane,
 * so that the sum's digits say which pushes are in it, and how often. Eight clocks share a float,
 * whose 24 bits hold them exactly.
 *
 * @param lanes the number of lanes
 * @param groups floats a lane
 */
record OneHot(int lanes, int groups) {
  private static final int CLOCKS_A_FLOAT = 8;
  static final int MOST_CLOCKS = 64;
  private static final float ROUNDING = 0.25f;

  /** For clocks below {@code clocks}. */
  static OneHot of(int lanes, int clocks) {
    if (clocks > MOST_CLOCKS) {
      throw new IllegalArgumentException(clocks + " clocks: expected at most " + MOST_CLOCKS);
    }
    return new OneHot(lanes, (clocks - 1) / CLOCKS_A_FLOAT + 1);
  }

  /** The floats at the beginning of each slice. */
  int length() {
    return lanes * groups;
  }

  int position(int lane, long clock) {
    return lane * groups + (int) clock / CLOCKS_A_FLOAT;
  }

  float value(long clock) {
    return 1 << (2 * (clock % CLOCKS_A_FLOAT));
  }

  /** The clocks of the lane that are in a slice, as bits; refuses one that is there twice. */
  long applied(float[] slice, int lane) {
    long clocks = 0;
    for (int group = 0; group < groups; group++) {
      float value = slice[lane * groups + group];
      int digits = Math.round(value);
      if (Math.abs(value - digits) > ROUNDING || digits < 0 || digits >= 1 << 16) {
        throw new Violation(
            ExactlyOnce.class,
            "lane " + lane + " has added " + value + ", which is no sum of whole pushes");
      }
      for (int digit = 0; digit < CLOCKS_A_FLOAT; digit++) {
        int times = (digits >> (2 * digit)) & 3;
        int clock = CLOCKS_A_FLOAT * group + digit;
        if (times > 1) {
          throw new Violation(
              ExactlyOnce.class,
              "lane " + lane + " clock " + clock + " was applied " + times + " times");
        }
        clocks |= (long) times << clock;
      }
    }
    return clocks;
  }

  /** The bits of all clocks below {@code clock}. */
  static long before(long clock) {
    return clock >= MOST_CLOCKS ? -1L : (1L << clock) - 1;
  }
}
