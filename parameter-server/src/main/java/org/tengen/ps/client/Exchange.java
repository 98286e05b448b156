package org.tengen.ps.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;

/** Some requests in flight, and the bell that is rung with the last answer. */
final class Exchange {
  private final Runnable bell;
  private final AtomicInteger outstanding;
  private final AtomicReference<@Nullable Reply> cut = new AtomicReference<>();

  Exchange(int requests, Runnable bell) {
    this.outstanding = new AtomicInteger(requests);
    this.bell = bell;
  }

  /** One answer is complete; any thread. */
  void answered() {
    if (outstanding.decrementAndGet() == 0) {
      bell.run();
    }
  }

  /** One answer makes the rest not worth waiting for, the first such counts; any thread. */
  void cutShort(Reply why) {
    cut.compareAndSet(null, why);
    bell.run();
  }

  /** What cut the wait short; null if nothing has. */
  @Nullable Reply cut() {
    return cut.get();
  }

  /** Whether every answer is complete. */
  boolean complete() {
    return outstanding.get() <= 0;
  }
}
