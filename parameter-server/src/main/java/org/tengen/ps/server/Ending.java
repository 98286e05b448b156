package org.tengen.ps.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far the run's end has come: shards that are done, or what broke the run. Thread-safe. */
final class Ending {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final boolean[] finished;
  private @Nullable RunFailedException broken;

  Ending(int shards) {
    finished = new boolean[shards];
  }

  void finished(int shard) {
    lock.lock();
    try {
      finished[shard] = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
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

  private boolean allFinished() {
    for (boolean each : finished) {
      if (!each) {
        return false;
      }
    }
    return true;
  }
}
