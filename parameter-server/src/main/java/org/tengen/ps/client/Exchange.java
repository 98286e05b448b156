package org.tengen.ps.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;

/** Some requests in flight, and the lane's thread that waits for the last answer. */
final class Exchange {
  private static final int SPINS = 64;

  private final Thread owner = Thread.currentThread();
  private final AtomicInteger outstanding;
  private final AtomicReference<@Nullable Reply> cut = new AtomicReference<>();

  Exchange(int requests) {
    outstanding = new AtomicInteger(requests);
  }

  /** One answer is complete; any thread. */
  void answered() {
    if (outstanding.decrementAndGet() == 0) {
      LockSupport.unpark(owner);
    }
  }

  /** One answer makes the rest not worth waiting for, the first such counts; any thread. */
  void cutShort(Reply why) {
    cut.compareAndSet(null, why);
    LockSupport.unpark(owner);
  }

  /** What cut the wait short; null if nothing has. */
  @Nullable Reply cut() {
    return cut.get();
  }

  /** Whether every answer is complete. */
  boolean complete() {
    return outstanding.get() <= 0;
  }

  /** Waits until all is answered, or cut short, or the deadline; the owner only. */
  void await(long deadlineNs) throws InterruptedException {
    for (int spin = 0; spin < SPINS && !complete(); spin++) {
      Thread.onSpinWait();
    }
    while (!complete() && cut.get() == null) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the parameter server");
      }
      if (!parkUntil(deadlineNs)) {
        return;
      }
    }
  }

  /** Waits until all is answered or the deadline, interrupted or not; the owner only. */
  void settle(long deadlineNs) {
    boolean interrupted = false;
    while (!complete() && parkUntil(deadlineNs)) {
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      owner.interrupt();
    }
  }

  private boolean parkUntil(long deadlineNs) {
    long left = deadlineNs - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    LockSupport.parkNanos(this, left);
    return true;
  }
}
