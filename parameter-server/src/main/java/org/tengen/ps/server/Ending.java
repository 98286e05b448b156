package org.tengen.ps.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.serving.ServedListener;

/** How far the run's end has come: shards that are done, or what broke the run. Thread-safe. */
final class Ending implements ServedListener {
  private static final long LOOK_MS = 200;

  /** At most so much longer than its deadline may nothing be applied, see {@link #patienceNs}. */
  private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final boolean[] finished;
  private @Nullable RunFailedException broken;

  Ending(int shards) {
    finished = new boolean[shards];
  }

  @Override
  public void onFinished(int shard) {
    lock.lock();
    try {
      finished[shard] = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onBroken(int shard, String message) {
    broken(message);
  }

  /** The run cannot go on; one line says why. */
  void broken(String message) {
    broken(new RunFailedException(message));
  }

  /** The first reason counts. */
  void broken(RunFailedException reason) {
    lock.lock();
    try {
      if (broken == null) {
        broken = reason;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits a while for the end.
   *
   * @return whether every shard is done
   * @throws RunFailedException when the run is broken
   */
  boolean await(long millis) throws InterruptedException {
    lock.lock();
    try {
      long leftNs = TimeUnit.MILLISECONDS.toNanos(millis);
      while (broken == null && !allFinished() && leftNs > 0) {
        leftNs = changed.awaitNanos(leftNs);
      }
      if (broken != null) {
        throw broken;
      }
      return allFinished();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for the end.
   *
   * @param withoutProgress the longest time in which {@code pushes} stays the same
   * @param slowest asked when that is up
   * @throws RunFailedException when the run is broken, or that time is up: names the slowest lane
   */
  void awaitFinished(Duration withoutProgress, LongSupplier pushes, Search slowest)
      throws InterruptedException {
    long before = -1;
    long changedNs = System.nanoTime();
    while (!await(LOOK_MS)) {
      long now = pushes.getAsLong();
      if (now != before) {
        before = now;
        changedNs = System.nanoTime();
      } else if (System.nanoTime() - changedNs > patienceNs(withoutProgress)) {
        throw new RunFailedException(slowest.find().stuck(withoutProgress));
      }
    }
  }

  /**
   * A tenth more than the deadline, at most two seconds: a lane that waits for another has the same
   * deadline, began to wait a moment after the last push, and says more of what it waits for.
   */
  private static long patienceNs(Duration withoutProgress) {
    return withoutProgress.toNanos() + Math.min(GRACE_NS, withoutProgress.toNanos() / 10);
  }

  /** Finds out for whom a run waits. */
  interface Search {
    /** The lane at the lowest clock. */
    Slowest find() throws InterruptedException;
  }

  /**
   * The lane at the lowest clock.
   *
   * @param worker who holds it; empty if nobody does
   */
  record Slowest(int lane, long clock, String worker) {
    private String stuck(Duration withoutProgress) {
      return "no push was applied for %d s; the slowest is lane %d at clock %d, %s"
          .formatted(
              withoutProgress.toSeconds(),
              lane,
              clock,
              worker.isEmpty() ? "which nobody has joined" : "held by " + worker);
    }
  }

  private boolean allFinished() {
    for (boolean each : finished) {
      if (!each) {
        return false;
      }
    }
    return true;
  }
}
