package org.tengen.ps.client;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.idle.Alertness;
import org.tengen.ps.idle.Lookout;

/**
 * The thread that waits for what a lane has asked; woken by whoever brings an answer, unless it
 * fetches that itself.
 */
final class Waiter implements Runnable {
  private static final int SPINS = 64;

  private final Lookout lookout;
  private final Alertness alertness = Alertness.ofThread();
  private volatile @Nullable Thread asleep;

  Waiter(Lookout lookout) {
    this.lookout = lookout;
  }

  /** Wakes the one that waits, if it sleeps; any thread. */
  @Override
  public void run() {
    Thread sleeper = asleep;
    if (sleeper != null) {
      lookout.wake(sleeper);
    }
  }

  /** Waits until it is over; on interruption until nothing of it is left. */
  void await(Pending pending) throws InterruptedException {
    try {
      over(pending);
    } catch (InterruptedException e) {
      pending.abandon(System.nanoTime());
      settle(pending);
      throw e;
    }
  }

  private void over(Pending pending) throws InterruptedException {
    int spins = 0;
    boolean over = pending.poll(System.nanoTime());
    while (!over) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for the parameter server");
      }
      if (lookout.look()) {
        alertness.found();
      } else if (spins < SPINS && !lookout.fetches()) {
        spins++;
        Thread.onSpinWait();
      } else if (!alertness.looksAgain()) {
        sleep(pending);
      }
      over = pending.poll(System.nanoTime());
    }
    alertness.found();
  }

  /** Waits until it is over, interrupted or not. */
  void settle(Pending pending) {
    boolean interrupted = false;
    boolean over = false;
    while (!over) {
      try {
        if (!lookout.look()) {
          sleep(pending);
        }
        over = pending.poll(System.nanoTime());
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
  private void sleep(Pending pending) throws InterruptedException {
    long nowNs = System.nanoTime();
    asleep = Thread.currentThread();
    try {
      if (pending.poll(nowNs)) { // whoever brought an answer before may not have seen us
        return;
      }
      long leftNs = pending.wakeNs() - nowNs;
      if (leftNs > 0) {
        lookout.sleep(leftNs);
        alertness.slept(System.nanoTime() - nowNs);
      }
    } finally {
      asleep = null;
    }
  }
}
