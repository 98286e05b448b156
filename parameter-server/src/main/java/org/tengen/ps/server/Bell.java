package org.tengen.ps.server;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Wakes the one thread that sleeps by it. */
public final class Bell implements Runnable {
  private volatile @Nullable Thread sleeper;

  /** The thread that does the sleeper's work, and need not wake it for that. */
  private volatile @Nullable Thread hushedBy;

  /** Wakes the sleeper, if one sleeps or is about to; any thread. */
  @Override
  public void run() {
    // The mail's write and the sleeper's must not pass each other; a ring missed costs one nap.
    VarHandle.fullFence();
    Thread asleep = sleeper;
    if (asleep != null && hushedBy != Thread.currentThread()) {
      LockSupport.unpark(asleep);
    }
  }

  /** From now on {@link #run} wakes the caller; it looks for work once more, then naps. */
  void lieDown() {
    sleeper = Thread.currentThread();
    VarHandle.fullFence();
  }

  /** The caller's own rings wake nobody from now on. */
  void hush() {
    hushedBy = Thread.currentThread();
  }

  /** They do again. */
  void ringAgain() {
    hushedBy = null;
  }

  void nap(long nanos) {
    LockSupport.parkNanos(this, nanos);
  }

  void getUp() {
    sleeper = null;
  }
}
