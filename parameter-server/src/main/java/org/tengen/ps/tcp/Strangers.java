package org.tengen.ps.tcp;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections that have not proved themselves. For any thread. */
final class Strangers {
  private final int most;
  private final AtomicInteger now = new AtomicInteger();

  Strangers(int most) {
    this.most = most;
  }

  /** Whether there is room for one more; if so, it is counted. */
  boolean enter() {
    if (now.incrementAndGet() <= most) {
      return true;
    }
    now.decrementAndGet();
    return false;
  }

  /** One has proved itself, or gone. */
  void leave() {
    now.decrementAndGet();
  }
}
