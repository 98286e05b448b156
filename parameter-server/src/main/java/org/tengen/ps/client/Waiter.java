package org.tengen.ps.client;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.idle.Alertness;

/** The thread that waits for what a lane has asked; woken by whoever brings an answer. */
final class Waiter implements Runnable {
  private static final int SPINS = 64;

  private final Alertness alertness = Alertness.ofThread();
  private volatile @Nullable Thread asleep;

  /** Wakes the one that waits, if it sleeps; any thread. */
  @Override
  public void run() {
    LockSupport.unpark(asleep);
  }

  /** Waits until it is over; on interruption until nothing of it is left. */
  void await(Pending pending) throws InterruptedException {
    int spins = 0;
    boolean over = pending.poll(System.nanoTime());
    while (!over) {
      if (Thread.interrupted()) {
        pending.abandon(System.nanoTime());
        settle(pending);
        throw new InterruptedException("interrupted while waiting for the parameter server");
      }
      if (spins < SPINS) {
        spins++;
        Thread.onSpinWait();
        over = pending.poll(System.nanoTime());
      } else {
        over = alertness.looksAgain() ? pending.poll(System.nanoTime()) : overAfterSleep(pending);
      }
    }
    alertness.found();
  }

  /** Waits until it is over, interrupted or not. */
  void settle(Pending pending) {
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        over = overAfterSleep(pending);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sleeps until it is woken or the time has come to look, unless it is over already. */
  private boolean overAfterSleep(Pending pending) throws InterruptedException {
    long nowNs = System.nanoTime();
    asleep = Thread.currentThread();
    try {
      if (pending.poll(nowNs)) { // whoever brought an answer before may not have seen us
        return true;
      }
      long leftNs = pending.wakeNs() - nowNs;
      if (leftNs > 0) {
        LockSupport.parkNanos(this, leftNs);
        alertness.slept(System.nanoTime() - nowNs);
      }
    } finally {
      asleep = null;
    }
    return pending.poll(System.nanoTime());
  }
}
