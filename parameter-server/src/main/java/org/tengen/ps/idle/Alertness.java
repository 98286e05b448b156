package org.tengen.ps.idle;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * For how long a thread with nothing to do looks for more before it sleeps, letting others run
 * between two looks.
 *
 * <p>That follows what came of it: longer after a sleep so short that looking on would have saved
 * it, shorter after a long one. So threads that wait for each other hardly sleep, and those that
 * are wanted now and then sleep soon. Where another thread made use of its core between two looks,
 * it does not look at all for a while: asleep it is woken when there is something, and runnable it
 * would wait for its turn.
 *
 * <p>Belongs to its thread.
 */
public final class Alertness {
  private static final long LEAST_NS = TimeUnit.MICROSECONDS.toNanos(20);
  private static final long MOST_NS = TimeUnit.MICROSECONDS.toNanos(200);

  /** A core that comes back later than this was wanted by others. */
  private static final long WANTED_NS = TimeUnit.MICROSECONDS.toNanos(50);

  /** For how long it is believed to be. */
  private static final long STAYS_WANTED_NS = TimeUnit.MILLISECONDS.toNanos(100);

  private final LongSupplier clock;
  private final Runnable letOthersRun;
  private long looksNs = LEAST_NS;
  private boolean looking;
  private long sinceNs;
  private boolean wanted;
  private long wantedNs;

  /**
   * One that has seen nothing.
   *
   * @param clock nanoseconds from anywhere
   * @param letOthersRun gives the core to who can use it and returns when it is free again
   */
  public Alertness(LongSupplier clock, Runnable letOthersRun) {
    this.clock = clock;
    this.letOthersRun = letOthersRun;
  }

  /** A thread's. */
  @SuppressWarnings("ThreadPriorityCheck") // between looking and sleeping
  public static Alertness ofThread() {
    return new Alertness(System::nanoTime, Thread::yield);
  }

  /** There was nothing: whether to look again, which is at once, or to sleep. */
  public boolean looksAgain() {
    long nowNs = clock.getAsLong();
    if (!looking) {
      looking = true;
      sinceNs = nowNs;
    }
    if (nowNs - sinceNs >= looksNs || (wanted && nowNs - wantedNs < STAYS_WANTED_NS)) {
      return false;
    }
    letOthersRun.run();
    long backNs = clock.getAsLong();
    wanted = backNs - nowNs > WANTED_NS;
    wantedNs = backNs;
    return true;
  }

  /** There was something. */
  public void found() {
    looking = false;
  }

  /** The thread has slept for so long and is awake. */
  public void slept(long ns) {
    looking = false;
    looksNs = ns < MOST_NS ? Math.min(MOST_NS, 2 * looksNs) : Math.max(LEAST_NS, looksNs / 2);
  }
}
