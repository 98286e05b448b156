package org.tengen.ps.client;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The thread that waits for what a lane has asked; woken by whoever brings an answer. */
final class Waiter implements Runnable {
  private static final int SPINS = 64;

  private volatile @Nullable Thread waiting;

  /** Wakes the one that waits, if one does; any thread. */
  @Override
  public void run() {
    LockSupport.unpark(waiting);
  }

  /** Waits until it is over; on interruption until nothing of it is left. */
  void await(Pending pending) throws InterruptedException {
    waiting = Thread.currentThread();
    int spins = 0;
    while (!pending.poll(System.nanoTime())) {
      if (spins < SPINS) {
        spins++;
        Thread.onSpinWait();
      } else if (Thread.interrupted()) {
        pending.abandon(System.nanoTime());
        settle(pending);
        throw new InterruptedException("interrupted while waiting for the parameter server");
      } else {
        park(pending);
      }
    }
  }

  /** Waits until it is over, interrupted or not. */
  void settle(Pending pending) {
    waiting = Thread.currentThread();
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = pending.poll(System.nanoTime());
        if (!over) {
          park(pending);
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void park(Pending pending) {
    long leftNs = pending.wakeNs() - System.nanoTime();
    if (leftNs > 0) {
      LockSupport.parkNanos(this, leftNs);
    }
  }
}
