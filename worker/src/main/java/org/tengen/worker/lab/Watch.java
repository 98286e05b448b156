package org.tengen.worker.lab;

import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.Statistics;

/** Looks at a simulated training now and then. May use the replica that lanes compute on. */
@FunctionalInterface
public interface Watch {
  /** Looks at nothing. */
  Watch NOTHING = (image, nowNs) -> true;

  /**
   * The server's table when an interval has been applied.
   *
   * @param nowNs virtual nanoseconds since the start
   * @return whether to go on
   */
  boolean onImage(RunImage image, long nowNs);

  /**
   * What has been done so far, at the times that settings ask for.
   *
   * @return whether to go on
   */
  default boolean onLook(Look look) {
    return true;
  }

  /**
   * A simulated training at one moment.
   *
   * @param nowNs virtual nanoseconds since the start
   * @param statistics as of a training on machines; times are virtual
   * @param computedNs CPU time that all machines have spent, or begun to
   */
  record Look(long nowNs, Statistics statistics, long computedNs) {}
}
