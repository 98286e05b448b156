package org.tengen.ps.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongToIntFunction;
import org.tengen.ps.serving.Served;

/**
 * The thread that drives one single writer: briefly spinning, then yielding, then asleep until its
 * bell rings, for cores are shared with the workers.
 *
 * <p>Whoever has a request for the writer in the same JVM may do it himself, {@link #doing}, if
 * nobody is at it: that saves waking a thread, and the floats stay in his core's cache. What takes
 * long he leaves to the thread. There is still one writer at a time, and each sees what the one
 * before has done.
 */
public final class DutyThread {
  private static final int SPINS = 64;
  private static final int YIELDS = 8;
  private static final int HELPED_TURNS = 64;
  private static final long END_MS = 5000;
  private static final long NAP_NS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Duty duty;
  private final LongToIntFunction ownTurn;
  private final LongToIntFunction helpedTurn;
  private final Bell bell;
  private final Thread thread;
  private final long napNs;

  /** Whether somebody is at work; nobody can be before the start and after the end. */
  private final AtomicBoolean taken = new AtomicBoolean(true);

  private volatile boolean ending;

  /** Whether the thread came for work while somebody else was at it. */
  private volatile boolean missed;

  /** What is driven. */
  public interface Duty {
    /** One turn; returns the work done. */
    int doWork(long nowNs);

    /** One turn of somebody else, who has no time for anything long: see {@link Served#help}. */
    default int help(long nowNs) {
      return doWork(nowNs);
    }

    /** A turn threw. */
    void broke(Throwable cause);

    /** The thread ends; what still waits is refused. */
    void end();
  }

  /** A daemon thread that has not started. */
  public DutyThread(String name, Duty duty, Bell bell) {
    this(name, duty, bell, NAP_NS);
  }

  /**
   * @param napNs how long it sleeps at most: what is done by the clock alone waits that long
   */
  DutyThread(String name, Duty duty, Bell bell, long napNs) {
    this.duty = duty;
    this.ownTurn = duty::doWork;
    this.helpedTurn = duty::help;
    this.bell = bell;
    this.napNs = napNs;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** Starts it. */
  public void start() {
    taken.set(false);
    thread.start();
  }

  /**
   * Posts mail and does the writer's work on the caller's thread, unless somebody is at it.
   *
   * @return whether it was done; else nothing was, and the caller posts by himself
   */
  boolean doing(Runnable post) {
    if (!taken.compareAndSet(false, true)) {
      return false;
    }
    int work = 1;
    bell.hush();
    try {
      post.run();
      for (int turn = 0; work > 0 && turn < HELPED_TURNS; turn++) {
        work = work(helpedTurn);
      }
    } finally {
      bell.ringAgain();
      if (work != 0) {
        missed = true; // there is more, or something that takes long
      }
      release();
    }
    return true;
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

  /** Waits for the end for five seconds at most; an interrupt ends that, and is kept. */
  public void awaitEnd() {
    try {
      join(END_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    while (!taken.compareAndSet(false, true)) {
      Thread.onSpinWait();
    }
    duty.end();
  }

  private void rest() {
    bell.lieDown();
    if (turn() == 0 && !ending) {
      bell.nap(napNs);
    }
    bell.getUp();
  }

  private int turn() {
    if (!taken.compareAndSet(false, true)) {
      missed = true;
      // who was at it may have looked just before, and would not wake us
      if (!taken.compareAndSet(false, true)) {
        return 0;
      }
    }
    try {
      return work(ownTurn);
    } finally {
      release();
    }
  }

  private void release() {
    taken.set(false);
    if (missed) {
      missed = false;
      bell.run();
    }
  }

  private int work(LongToIntFunction turn) {
    try {
      return turn.applyAsInt(System.nanoTime());
    } catch (RuntimeException | Error e) {
      duty.broke(e);
      return 1;
    }
  }
}
