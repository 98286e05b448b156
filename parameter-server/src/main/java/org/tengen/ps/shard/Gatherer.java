package org.tengen.ps.shard;

import java.util.List;
import org.tengen.ps.protocol.Request;

/**
 * Brings accepted pushes into slices: the shard's side of {@link org.tengen.ps.strategy.Gathering}.
 * Shard thread only.
 */
interface Gatherer {
  /**
   * Takes the push into slice {@code at} of the shard, which it is new to and next for. When this
   * returns the payload is not needed any more.
   */
  void gather(int at, Request.Push push);

  /** Every slice has the lane's push. */
  void pushed(int lane, int samples);

  /** By lane, the pushes that are applied on slice {@code at}; the caller's own. */
  long[] applied(int at);

  /** Whether a pull for iteration {@code clock} reads slice {@code at} one update back. */
  boolean readsPrevious(int at, long clock);

  /** The gatherer that the strategy asks for. */
  static Gatherer of(Training training, List<Slice> slices, Tally tally) {
    return training.strategy().gathering().wholeClock()
        ? new WholeClock(training, slices, tally)
        : new EachPush(training, slices, tally);
  }
}
