package org.tengen.ps.strategy;

import java.io.Serializable;
import java.util.Arrays;

/** How many pushes make one update: the third of the four choices. */
public sealed interface Gathering extends Serializable {

  /** How many pushes make one update among {@code lanes}. */
  int pushes(int lanes);

  /**
   * Whether an update ends a clock: every lane has then finished the same number of iterations, and
   * the weights of the clock before are kept for a push that must be computed again.
   */
  default boolean wholeClock() {
    return false;
  }

  /** Whether a lane that comes too late for a clock is left out of it. */
  default boolean leavesOut() {
    return false;
  }

  /** Whether the same pushes make the same bits, whoever comes first. */
  default boolean reproducible() {
    return false;
  }

  /**
   * By lane, the iterations that a slice is done with.
   *
   * @param included by lane, the pushes that are in the slice's weights
   */
  default long[] finished(long[] included) {
    return included.clone();
  }

  /** Each push is an update, in order of arrival. */
  record Each() implements Gathering {
    @Override
    public int pushes(int lanes) {
      return 1;
    }
  }

  /**
   * A clock's pushes of all lanes are one update: their sample-weighted mean, added in lane order,
   * so that the result does not depend on who came first.
   */
  record WholeClock() implements Gathering {
    @Override
    public int pushes(int lanes) {
      return lanes;
    }

    @Override
    public boolean wholeClock() {
      return true;
    }

    @Override
    public boolean reproducible() {
      return true;
    }
  }

  /**
   * The mean of every floor(lanes / groups) pushes is one update, whoever sent them (n-softsync;
   * Zhang, Gupta, Lian and Liu 2016). About {@code groups} updates come between a lane's pull and
   * its push.
   */
  record Several(int groups) implements Gathering {
    public Several {
      if (groups < 1) {
        throw new IllegalArgumentException(
            "strategy=softsync:"
                + groups
                + ": expected 1 or more updates while every lane pushes once, e.g. softsync:2");
      }
    }

    @Override
    public int pushes(int lanes) {
      if (groups > lanes) {
        throw new IllegalArgumentException(
            "strategy=softsync:"
                + groups
                + ": an update has floor(workers/"
                + groups
                + ") pushes, none of "
                + lanes
                + " workers; expected softsync:1 to softsync:"
                + lanes);
      }
      return lanes / groups;
    }
  }

  /**
   * A clock's first lanes - {@code backup} pushes are one update, the rest is left out: synchronous
   * training with backup workers (Chen, Pan, Monga, Bengio and Jozefowicz 2016). A lane that comes
   * too late goes on at the clock that the others have reached.
   */
  record FirstOfClock(int backup) implements Gathering {
    public FirstOfClock {
      if (backup < 1) {
        throw new IllegalArgumentException(
            "strategy=bsp:backup="
                + backup
                + ": expected 1 or more lanes to spare, e.g. bsp:backup=1; bsp spares none");
      }
    }

    @Override
    public int pushes(int lanes) {
      if (backup >= lanes) {
        throw new IllegalArgumentException(
            "strategy=bsp:backup="
                + backup
                + ": nobody is left of "
                + lanes
                + " workers; expected "
                + (lanes == 1
                    ? "bsp, or more workers"
                    : "bsp:backup=1 to bsp:backup=" + (lanes - 1)));
      }
      return lanes - backup;
    }

    @Override
    public boolean wholeClock() {
      return true;
    }

    @Override
    public boolean leavesOut() {
      return true;
    }

    @Override
    public long[] finished(long[] included) {
      long[] finished = new long[included.length];
      Arrays.fill(finished, Arrays.stream(included).sum() / pushes(included.length));
      return finished;
    }
  }
}
