package org.tengen.ps.protocol;

/** The end of an answer. */
public sealed interface Reply {
  /** Answers a join: the lease's number. */
  record Joined(int incarnation) implements Reply {}

  /**
   * Answers an attach: the lane's clock at this shard, the lowest over its slices.
   *
   * @param epoch the shard's, which pulls and pushes of the lane carry from now on
   */
  record Attached(long clock, long epoch) implements Reply {
    /** In the first epoch. */
    public Attached(long clock) {
      this(clock, Request.FIRST_EPOCH);
    }
  }

  /**
   * Answers where a shard is.
   *
   * @param epoch of the copy that serves
   * @param address where that listens, in the transport's words; empty while it is where it was
   *     when the run began
   */
  record Placed(long epoch, String address) implements Reply {
    /** Nothing has moved. */
    public static final Placed AT_FIRST = new Placed(Request.FIRST_EPOCH, "");
  }

  /**
   * Answers a pull, after its slices.
   *
   * @param parkedNs how long the pull was parked
   */
  record Pulled(long parkedNs) implements Reply {}

  /** Answers a pull: the run's budget is spent, the lane has nothing more to do. */
  record BudgetSpent() implements Reply {}

  /**
   * Answers a pull: the others have left the lane behind, and nothing is wanted of it for the clock
   * that it pulls for.
   *
   * @param clock where it goes on
   */
  record Behind(long clock) implements Reply {}

  /**
   * Answers a push: the slice is done with it, now or already.
   *
   * @param parkedNs how long the acknowledgement was held back
   */
  record Acknowledged(long parkedNs) implements Reply {}

  /** Answers what names lists of rows that the shard has not got: they are to be sent first. */
  record UnknownLists() implements Reply {}

  /** Answers an order; what is in it is between the run's owner and the host of its shards. */
  record Report(byte[] content) implements Reply {}

  /** Answers a progress: others wait for the worker, which gives the lane back soon. */
  record Vacate() implements Reply {}

  /** Answers what needs no answer but an end. */
  record Done() implements Reply {}

  /**
   * Answers what was not done.
   *
   * @param message one line that says what, where and what would be accepted
   */
  record Refused(Reason reason, String message) implements Reply {
    /** Why. */
    public enum Reason {
      /** A newer lease has taken the lane over. */
      SUPERSEDED,
      /** The request makes no sense here: no such lane, slice, clock or length. */
      INVALID,
      /** Somebody did not come in time; the message names who. */
      DEADLINE,
      /** The run has ended, or ends. */
      CLOSED,
      /** The connection broke; the request may or may not have been done. */
      LOST,
      /** This copy of the shard does not serve, now or in that epoch; the coordinator knows who. */
      SUPERSEDED_EPOCH
    }
  }
}
