package org.tengen.ps.serving;

import org.tengen.ps.protocol.ReplyHandler;

/**
 * A pull that has come, and waits for its answer or for more of it.
 *
 * @param clock the iteration that the lane pulls for
 * @param sinceNs when it came
 * @param <P> the pull as its table answers it
 */
public record Asked<P>(int lane, long clock, P pull, ReplyHandler handler, long sinceNs) {
  private static final long ELSEWHERE = Long.MIN_VALUE;

  /** One whom another process has to answer, and whose time is never up here. */
  public static <P> Asked<P> elsewhere(int lane, long clock, P pull, ReplyHandler handler) {
    return new Asked<>(lane, clock, pull, handler, ELSEWHERE);
  }

  boolean waitedFor(long limitNs, long nowNs) {
    return sinceNs != ELSEWHERE && nowNs - sinceNs >= limitNs;
  }
}
