package org.tengen.driver.launch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Waits for a server's end on a thread of its own, so that the driver can look at other things. */
final class Finish {
  private final Thread waiting;

  /** Something that has an end. */
  @FunctionalInterface
  interface Awaited {
    /** See {@link org.tengen.ps.server.ParameterServer#awaitFinished}. */
    void awaitFinished(Duration withoutProgress) throws InterruptedException;
  }

  private volatile @Nullable RuntimeException failure;

  /** Starts to wait; the server's close ends the waiting at the latest. */
  Finish(Awaited server, Duration withoutProgress) {
    waiting = new Thread(() -> run(server, withoutProgress), "tengen-finish");
    waiting.setDaemon(true);
    waiting.start();
  }

  private void run(Awaited server, Duration withoutProgress) {
    try {
      server.awaitFinished(withoutProgress);
    } catch (RuntimeException e) {
      failure = e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the whole budget is applied, and all images are received. */
  boolean reached() {
    return !waiting.isAlive() && failure == null;
  }

  void throwIfFailed() {
    RuntimeException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /** Waits for the end; bounded by the server's own deadline. */
  void await() throws InterruptedException {
    while (waiting.isAlive()) {
      waiting.join(TimeUnit.SECONDS.toMillis(1));
    }
    throwIfFailed();
  }

  /** Stops waiting, whatever the server does. */
  void abandon() {
    waiting.interrupt();
  }
}
