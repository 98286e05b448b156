package org.tengen.ps.host;

import java.util.function.Consumer;

/** Turns that a thread of their own takes, one after the other, until it is enough. */
final class Repeating {
  private final Turn turn;
  private final Consumer<Throwable> onFault;
  private final Runnable atEnd;
  private final Thread thread;
  private volatile boolean ending;

  /** One of them. */
  @FunctionalInterface
  interface Turn {
    /** Takes it; returns whether another follows. */
    boolean take() throws InterruptedException;
  }

  /**
   * @param onFault told what has ended it, unless that was {@link #close}
   * @param atEnd done after all turns; like all else on the thread
   */
  Repeating(String name, Turn turn, Consumer<Throwable> onFault, Runnable atEnd) {
    this.turn = turn;
    this.onFault = onFault;
    this.atEnd = atEnd;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Interrupts it, and waits for its end a while; not on the thread itself. */
  void close(long millis) throws InterruptedException {
    ending = true;
    thread.interrupt();
    if (Thread.currentThread() != thread) {
      thread.join(millis);
    }
  }

  private void run() {
    try {
      boolean more = true;
      while (!ending && more) {
        more = turn.take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      if (!ending) {
        onFault.accept(e);
      }
    } finally {
      atEnd.run();
    }
  }
}
