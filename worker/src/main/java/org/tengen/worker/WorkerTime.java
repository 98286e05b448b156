package org.tengen.worker;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/** The clocks that a training loop reads, and its way to sleep. */
public interface WorkerTime {
  /** Wall time in nanoseconds, from an arbitrary origin. */
  long wallNs();

  /** CPU time of the calling thread in nanoseconds. */
  long cpuNs();

  /** Sleeps, or ends at once when interrupted. */
  void sleepNs(long ns) throws InterruptedException;

  /** The machine's own. */
  static WorkerTime system() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new WorkerTime() {
      @Override
      public long wallNs() {
        return System.nanoTime();
      }

      @Override
      public long cpuNs() {
        return threads.getCurrentThreadCpuTime();
      }

      @Override
      public void sleepNs(long ns) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(ns);
      }
    };
  }
}
