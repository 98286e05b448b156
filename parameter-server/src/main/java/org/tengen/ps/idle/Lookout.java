package org.tengen.ps.idle;

import java.util.concurrent.locks.LockSupport;

/**
 * Where a thread waits for what it has asked for. Either others bring that and wake the thread, or
 * it fetches it itself, from sockets of its own, which saves waking another thread for it.
 *
 * <p>{@link #wake} is for any thread; the rest is for the one that waits.
 */
public interface Lookout {
  /** Fetches what has come, without waiting; returns whether there was something. */
  boolean look();

  /**
   * Sleeps until there is something to fetch, somebody wakes the thread, or so long. One who does
   * so before it sleeps is not missed, and it may wake for nothing, or because it is interrupted.
   * Fetches nothing.
   */
  void sleep(long ns);

  /** Wakes {@code sleeper}, which sleeps here or is about to. */
  void wake(Thread sleeper);

  /** Whether looking does something: then it is work, and cores are shared. */
  boolean fetches();

  /** Of a thread that has nothing to fetch. */
  static Lookout ofSleeper() {
    return Sleeper.ANY;
  }

  /** Others bring everything. */
  final class Sleeper implements Lookout {
    private static final Sleeper ANY = new Sleeper();

    private Sleeper() {}

    @Override
    public boolean look() {
      return false;
    }

    @Override
    public void sleep(long ns) {
      LockSupport.parkNanos(this, ns);
    }

    @Override
    public void wake(Thread sleeper) {
      LockSupport.unpark(sleeper);
    }

    @Override
    public boolean fetches() {
      return false;
    }
  }
}
