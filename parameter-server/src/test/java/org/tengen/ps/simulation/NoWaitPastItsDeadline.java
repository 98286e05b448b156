package org.tengen.ps.simulation;

import java.time.Duration;
import org.tengen.ps.client.LaneException;

/**
 * Whatever a lane waits for comes, or is given up in time; and since nothing that happens here
 * lasts as long as a deadline, nothing is given up.
 */
final class NoWaitPastItsDeadline {
  private final long mostNs;

  NoWaitPastItsDeadline(Duration most) {
    this.mostNs = most.toNanos();
  }

  void check(Worker worker, long nowNs) {
    if (worker.waitedNs(nowNs) > mostNs) {
      throw new Violation(
          NoWaitPastItsDeadline.class,
          worker + " has waited for " + worker.waitedNs(nowNs) / 1_000_000_000 + " s");
    }
  }

  /** A worker was told that somebody did not come, or that what it asked makes no sense. */
  static Violation of(Worker worker, LaneException e) {
    return new Violation(
        NoWaitPastItsDeadline.class, worker + " gave up, " + e.reason() + ": " + e.getMessage());
  }
}
