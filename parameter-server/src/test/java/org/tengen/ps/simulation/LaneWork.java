package org.tengen.ps.simulation;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.Pending;

/** The real client of one lane, and what the lane computes. */
interface LaneWork {
  Pending join(String worker, Map<String, String> facts, long nowNs);

  /** The iteration that the lane is at. */
  long clock();

  Pending pull(long clock, long nowNs) throws InterruptedException;

  /** Whether the pull that is over has found the budget spent. */
  boolean spent();

  /** Computes on what was pulled, and pushes that. */
  Pending push(long nowNs) throws InterruptedException;

  @Nullable Pending leave(boolean finished, long nowNs);

  void close();
}
