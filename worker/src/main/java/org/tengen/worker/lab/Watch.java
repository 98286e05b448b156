package org.tengen.worker.lab;

import org.tengen.ps.image.RunImage;

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
}
