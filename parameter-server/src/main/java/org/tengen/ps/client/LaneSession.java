package org.tengen.ps.client;

import java.nio.FloatBuffer;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;

/**
 * A lane's lease, and its way to all shards. Used by one thread.
 *
 * <p>Every call ends by its deadline or earlier; what it throws names the worker or shard that was
 * waited for. A broken connection is opened again and what was unanswered is repeated; a lease that
 * a newer one has taken over throws {@link SupersededException}.
 */
public interface LaneSession extends AutoCloseable {
  /** The lane, 0 .. lanes-1. */
  int lane();

  /**
   * The iteration that the lane is at: at first where it goes on, the lowest that any shard knows;
   * then what it has pulled for last.
   */
  long clock();

  /**
   * Reads the whole table into {@code into} (absolute positions 0 .. length-1) for iteration {@code
   * clock}, once the strategy admits it, or for a later one if the strategy has left the lane
   * behind: {@link #clock} says which.
   *
   * @return false when the run's budget is spent; the lane then stops, and {@code into} is
   *     undefined
   */
  boolean pull(long clock, FloatBuffer into) throws InterruptedException;

  /**
   * Sends what iteration {@code clock} has computed: under most strategies the gradient
   * <em>sum</em> over {@code samples}; returns when every slice has acknowledged it, after which
   * {@code gradient} may change.
   */
  void push(long clock, FloatBuffer gradient, int samples) throws InterruptedException;

  /** Tells the coordinator the lease's running totals. Does not wait. */
  void progress(StepTotals totals);

  /**
   * Whether the worker is wanted for a lane that has none: it gives this one back between two
   * iterations, and nothing is lost.
   */
  boolean wantedElsewhere();

  /** Nanoseconds that this session's pulls and acknowledgements were parked, so far. */
  long idleNs();

  /** Nanoseconds that this session's pulls and pushes took otherwise, so far. */
  long sendingNs();

  /** The bytes of this session's pulls and pushes, so far. */
  Traffic traffic();

  /** Gives the lease back. */
  @Override
  void close();
}
