package org.tengen.ps.protocol;

import java.util.Map;

/**
 * What a lane asks. {@link Join}, {@link Progress}, {@link Leave} and {@link Where} go to the
 * coordinator, {@link Order}s to a host of shards, the others to a shard. An incarnation is the
 * number of the lane's lease: requests of an older one are refused as {@link
 * Reply.Refused.Reason#SUPERSEDED}. An epoch is the number of a shard's promotion: a copy of the
 * shard that does not serve in it refuses as {@link Reply.Refused.Reason#SUPERSEDED_EPOCH}.
 */
public sealed interface Request {
  /** The epoch of a shard of which no other copy has been promoted. */
  long FIRST_EPOCH = 1;

  /** The lane that asks, 0 .. lanes-1; -1 where none does. */
  int lane();

  /**
   * Asks for the lane's lease. Answered with {@link Reply.Joined} once every lane has joined for
   * the first time; a later join is answered at once and ends the lease before it.
   *
   * @param worker who asks, for messages: host and process
   * @param facts what decides the bits of a gradient (engine, helpers, threads, vector path, CPU
   *     type), by name
   */
  record Join(int lane, String worker, Map<String, String> facts) implements Request {
    public Join {
      facts = Map.copyOf(facts);
    }
  }

  /** What is asked in the name of a lane's lease. */
  sealed interface Leased extends Request {
    /** The number of the lease. */
    int incarnation();
  }

  /** The lease's running totals, for metrics; the newest counts. */
  record Progress(int lane, int incarnation, StepTotals totals) implements Leased {}

  /**
   * Gives the lease back.
   *
   * @param finished whether the lane was told that the budget is spent
   */
  record Leave(int lane, int incarnation, boolean finished) implements Leased {}

  /** Asks where a shard is by now. Answered with {@link Reply.Placed}. */
  record Where(int lane, int incarnation, int shard) implements Leased {}

  /**
   * Makes {@code incarnation} the lane's own at this shard. Answered with {@link Reply.Attached}.
   */
  record Attach(int lane, int incarnation) implements Leased {}

  /**
   * Reads all slices of the shard for the lane's iteration {@code clock} (the number of iterations
   * that it has finished). Parked until the strategy admits it.
   *
   * @param epoch the shard's, as the attach was told
   */
  record Pull(int lane, int incarnation, long clock, long epoch) implements Leased {
    /** A pull in the first epoch. */
    public Pull(int lane, int incarnation, long clock) {
      this(lane, incarnation, clock, FIRST_EPOCH);
    }
  }

  /**
   * Brings what iteration {@code clock} computed for one slice: the gradient's <em>sum</em> over
   * {@code samples}, or what {@link org.tengen.ps.strategy.Sent} has in its place, times them.
   * Applied at most once for each (lane, clock, slice); a repeat is acknowledged.
   *
   * @param slice the slice's index in the whole table
   * @param pulledVersion the slice's version that the gradient was computed on
   * @param epoch the shard's, as the attach was told
   * @param payload the slice's floats, readable until the reply
   */
  record Push(
      int lane,
      int incarnation,
      long clock,
      int slice,
      long pulledVersion,
      int samples,
      long epoch,
      Payload payload)
      implements Leased {
    /** A push in the first epoch. */
    public Push(
        int lane,
        int incarnation,
        long clock,
        int slice,
        long pulledVersion,
        int samples,
        Payload payload) {
      this(lane, incarnation, clock, slice, pulledVersion, samples, FIRST_EPOCH, payload);
    }

    private Push with(long anEpoch, Payload aPayload) {
      return new Push(lane, incarnation, clock, slice, pulledVersion, samples, anEpoch, aPayload);
    }
  }

  /** The same in another epoch of the shard; what carries none as it is. */
  default Request in(long epoch) {
    if (this instanceof Pull pull) {
      return new Pull(pull.lane, pull.incarnation, pull.clock, epoch);
    } else if (this instanceof Push push) {
      return push.with(epoch, push.payload);
    }
    return this;
  }

  /** The same, with a copy of what it brings of floats, if anything, that is nobody else's. */
  default Request copied() {
    if (this instanceof Push push) {
      return push.with(push.epoch, push.payload.copy());
    } else if (this instanceof RowPush push) {
      return push.with(push.payload.copy());
    }
    return this;
  }

  /**
   * Takes back the lease's pulls for {@code clock} and earlier that are not answered. One that
   * comes late, over a connection that has broken since, does not touch a pull for a later clock.
   */
  record Detach(int lane, int incarnation, long clock) implements Leased {}

  /**
   * Tells a shard of row tables a list of its rows, by which later requests name them.
   *
   * @param hash the list's name, which is computed from table and rows
   * @param rows the shard's own numbers of the rows, rising
   */
  record RowList(int lane, int incarnation, int table, long hash, int[] rows) implements Leased {}

  /**
   * Reads rows of a shard of row tables for the lane's iteration {@code clock}, parked as {@link
   * Pull} is. Answered with {@link Reply.UnknownLists} if the shard has not got one of the lists.
   *
   * @param lists by table, the list of the rows; 0 for none
   */
  record RowPull(int lane, int incarnation, long clock, long[] lists) implements Leased {}

  /**
   * Brings a part of what iteration {@code clock} computed for the rows of some lists at one shard:
   * sums over {@code samples}, row after row. Each part is applied at most once for each (lane,
   * clock); a repeat is acknowledged.
   *
   * @param part which of the parts that the lists are cut into
   * @param pulledVersion the least of the shard's versions that the rows were computed on
   * @param lists by table, the list of the rows, the same in all parts; 0 for none
   * @param payload the part's floats, readable until the reply
   */
  record RowPush(
      int lane,
      int incarnation,
      long clock,
      int part,
      long pulledVersion,
      int samples,
      long[] lists,
      Payload payload)
      implements Leased {
    private RowPush with(Payload aPayload) {
      return new RowPush(lane, incarnation, clock, part, pulledVersion, samples, lists, aPayload);
    }
  }

  /**
   * What a run's owner says to a process that holds shards for it; no lane's, and neither the
   * coordinator nor a shard takes it. Answered with {@link Reply.Report}.
   *
   * @param content as owner and process have agreed on
   */
  record Order(byte[] content) implements Request {
    @Override
    public int lane() {
      return -1;
    }
  }
}
