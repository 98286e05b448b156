package org.tengen.ps.client;

import java.util.List;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;

/**
 * A lane's lease in a run with row tables, and its way to all shards. Used by one thread.
 * Deadlines, broken connections and leases that were taken over are as {@link LaneSession} has
 * them.
 */
public interface RowSession extends AutoCloseable {
  /** The lane, 0 .. lanes-1. */
  int lane();

  /**
   * The iteration that the lane is at: at first where it goes on, the lowest that any shard knows;
   * then what it has pulled for last.
   */
  long clock();

  /**
   * Reads rows for iteration {@code clock}, once the strategy admits it. Where it has no barrier,
   * that may be one ahead of what was pushed: what is pushed of the iteration in between is not in
   * the rows, and the caller adds it. Under {@code ssp:0} such a pull waits for that push, in vain.
   *
   * @param into at most one batch of each table, whose values are written
   * @return false when the run's budget is spent; the lane then stops, and the values are undefined
   */
  boolean pull(long clock, List<RowBatch> into) throws InterruptedException;

  /**
   * Sends what iteration {@code clock}, which was pulled for last or just before, has computed: the
   * gradient <em>sums</em> over {@code samples} of some rows, or changes where the table's
   * optimiser adds them; returns when every shard has acknowledged it, after which the values may
   * change. A lane's successor that computes an iteration again must push the same rows.
   *
   * @param sums at most one batch of each table; other rows than were pulled are allowed
   */
  void push(long clock, List<RowBatch> sums, int samples) throws InterruptedException;

  /**
   * The updates that are in all rows of the last pull: clocks behind a barrier, otherwise pushes,
   * of the shard that had the fewest.
   */
  long version();

  /** Tells the coordinator the lease's running totals. Does not wait. */
  void progress(StepTotals totals);

  /** Nanoseconds that this session's pulls were parked, so far. */
  long idleNs();

  /** Nanoseconds that this session's pulls and pushes took otherwise, so far. */
  long sendingNs();

  /** The bytes of this session's pulls and pushes, so far. */
  Traffic traffic();

  /** Gives the lease back. */
  @Override
  void close();
}
