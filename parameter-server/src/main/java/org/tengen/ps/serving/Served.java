package org.tengen.ps.serving;

import org.tengen.ps.protocol.Endpoint;

/**
 * What lanes ask on any thread, and one thread at a time drives: that calls all methods but {@link
 * #submit}.
 */
public interface Served extends Endpoint {
  /** One turn of the duty cycle. Returns the work done; 0 tells the runner to idle. */
  int doWork(long nowNs);

  /** The run cannot go on: everybody is told so, now and later. */
  void breakRun(String message);

  /** The end: what waits is refused, and so is all that comes later. */
  void close(String message);
}
