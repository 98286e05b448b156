package org.tengen.ps.strategy;

import java.io.Serializable;

/**
 * When a pull may be answered: the second of the four choices.
 *
 * <p>A lane's clock counts the iterations that it has finished. These questions are all that tells
 * the kinds apart.
 */
public sealed interface Admission extends Serializable {

  /** May a lane at {@code clock} read now, when the slowest lane is at {@code slowest}? */
  boolean admits(long clock, long slowest);

  /**
   * Whether all lanes give equal shares of the budget. Otherwise a faster lane gives more: a
   * persistent straggler's share would be everyone's critical path.
   */
  boolean equalShares();

  /** The greatest staleness, in updates, that an applied push can have among {@code lanes}. */
  long stalenessBound(int lanes);

  /** Everybody has finished what the reader has finished (bulk synchronous; Valiant 1990). */
  record Barrier() implements Admission {
    @Override
    public boolean admits(long clock, long slowest) {
      return clock <= slowest;
    }

    @Override
    public boolean equalShares() {
      return true;
    }

    @Override
    public long stalenessBound(int lanes) {
      return 0;
    }
  }

  /** A lane may run {@code slack} clocks ahead of the slowest, then waits (Ho et al. 2013). */
  record Bounded(int slack) implements Admission {
    public Bounded {
      if (slack < 0) {
        throw new IllegalArgumentException(
            "strategy=ssp:" + slack + ": slack must be 0 or more, e.g. ssp:3");
      }
    }

    @Override
    public boolean admits(long clock, long slowest) {
      return clock - slowest <= slack;
    }

    @Override
    public boolean equalShares() {
      return false;
    }

    /** While one push travels, each other lane can go from slack behind it to slack + 1 ahead. */
    @Override
    public long stalenessBound(int lanes) {
      return (2L * slack + 1) * (lanes - 1);
    }
  }

  /** Nobody waits. */
  record Free() implements Admission {
    @Override
    public boolean admits(long clock, long slowest) {
      return true;
    }

    @Override
    public boolean equalShares() {
      return false;
    }

    @Override
    public long stalenessBound(int lanes) {
      return Long.MAX_VALUE;
    }
  }
}
