package org.tengen.ps.server;

import java.util.concurrent.TimeUnit;

/**
 * The thread that drives one single writer: briefly spinning, then yielding, then asleep until its
 * bell rings, for cores are shared with the workers.
 */
public final class DutyThread {
  private static final int SPINS = 64;
  private static final int YIELDS = 8;
  private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Duty duty;
  private final Bell bell;
  private final Thread thread;
  private volatile boolean ending;

  /** What is driven. */
  public interface Duty {
    /** One turn; returns the work done. */
    int doWork(long nowNs);

    /** A turn threw. */
    void broke(Throwable cause);

    /** The thread ends; what still waits is refused. */
    void end();
  }

  /** A daemon thread that has not started. */
  public DutyThread(String name, Duty duty, Bell bell) {
    this.duty = duty;
    this.bell = bell;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Starts it. */
  public void start() {
    thread.start();
  }

  /** Ends it soon, on its own thread. */
  public void end() {
    ending = true;
    bell.run();
  }

  /** Waits for the end, but not for ever. */
  public void join(long millis) throws InterruptedException {
    thread.join(millis);
  }

  @SuppressWarnings("ThreadPriorityCheck") // between spinning and sleeping
  private void run() {
    int idle = 0;
    while (!ending) {
      idle = turn() > 0 ? 0 : idle + 1;
      if (idle == 0) {
        continue;
      }
      if (idle <= SPINS) {
        Thread.onSpinWait();
      } else if (idle <= SPINS + YIELDS) {
        Thread.yield();
      } else {
        rest();
      }
    }
    duty.end();
  }

  private void rest() {
    bell.lieDown();
    if (turn() == 0 && !ending) {
      bell.nap(NAP_NS);
    }
    bell.getUp();
  }

  private int turn() {
    try {
      return duty.doWork(System.nanoTime());
    } catch (RuntimeException | Error e) {
      duty.broke(e);
      return 1;
    }
  }
}
