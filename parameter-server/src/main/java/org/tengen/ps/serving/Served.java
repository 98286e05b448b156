package org.tengen.ps.serving;

import org.tengen.ps.protocol.Endpoint;

/**
 * What lanes ask on any thread, and one thread at a time drives: that calls all methods but {@link
 * #submit}.
 */
public interface Served extends Endpoint {
  /** What {@link #help} returns when what comes next is for the thread whose duty this is. */
  int LEFT = -1;

  /** One turn of the duty cycle. Returns the work done; 0 tells the runner to idle. */
  int doWork(long nowNs);

  /**
   * One turn of a thread that has others to serve too: does what is soon done, and stops before
   * anything that reads or copies a whole shard. Returns the work done; {@link #LEFT} if there was
   * none that is soon done.
   */
  default int help(long nowNs) {
    return doWork(nowNs);
  }

  /** The run cannot go on: everybody is told so, now and later. */
  void breakRun(String message);

  /** The end: what waits is refused, and so is all that comes later. */
  void close(String message);
}
