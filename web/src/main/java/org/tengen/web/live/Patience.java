package org.tengen.web.live;

import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that speak with browsers. Each piece of work has a deadline; at it, its thread is
 * interrupted, which closes the connection that it is reading from or writing to. So a browser that
 * sends half a request, or does not read, holds a thread for that long and no longer.
 *
 * <p>Work beyond all threads waits in a queue; beyond that it is rejected, and the server closes
 * the connection.
 */
final class Patience implements Executor {
  private static final int QUEUE = 128;
  private static final long KEEP_S = 30;

  private final LongSupplier nanoTime;
  private final long patienceNs;
  private final ThreadPoolExecutor threads;
  private final Map<Thread, Work> running = new ConcurrentHashMap<>();

  /** Threads called {@code name-N}, each of which is given so much time. */
  Patience(String name, int most, long patienceNs, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.patienceNs = patienceNs;
    AtomicInteger made = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            KEEP_S,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUE),
            work -> daemon(work, name + "-" + made.getAndIncrement()));
    threads.allowCoreThreadTimeOut(true);
  }

  static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void execute(Runnable work) {
    threads.execute(new Work(work));
  }

  /** The work that this thread does has its time anew. */
  void renew() {
    Work work = running.get(Thread.currentThread());
    if (work != null) {
      work.until(nanoTime.getAsLong() + patienceNs);
    }
  }

  /** The work that this thread does waits for nothing that a browser does: it has no deadline. */
  void rest() {
    Work work = running.get(Thread.currentThread());
    if (work != null) {
      work.until(Long.MAX_VALUE);
    }
  }

  /** Interrupts what is overdue. Called now and then. */
  void look() {
    long now = nanoTime.getAsLong();
    running.values().forEach(work -> work.endIfOverdue(now));
  }

  /** Interrupts all of it. */
  void close() {
    threads.shutdownNow();
  }

  private final class Work implements Runnable {
    private final Runnable what;
    private @Nullable Thread thread;
    private long untilNs;

    Work(Runnable what) {
      this.what = what;
    }

    @Override
    public void run() {
      Thread own = Thread.currentThread();
      begin(own, nanoTime.getAsLong() + patienceNs);
      running.put(own, this);
      try {
        what.run();
      } finally {
        running.remove(own);
        begin(null, Long.MAX_VALUE);
        Thread.interrupted(); // what came too late was for this work, not for the next
      }
    }

    private synchronized void begin(@Nullable Thread by, long ns) {
      thread = by;
      untilNs = ns;
    }

    synchronized void until(long ns) {
      untilNs = ns;
    }

    synchronized void endIfOverdue(long now) {
      if (thread != null && untilNs != Long.MAX_VALUE && now - untilNs > 0) {
        thread.interrupt();
      }
    }
  }
}
