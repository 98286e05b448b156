package org.tengen.ps.tcp;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.LongSupplier;
import org.tengen.ps.idle.Alertness;

/**
 * When an event loop that has nothing to do goes to sleep. Belongs to its loop.
 *
 * <p>A loop comes back here only when it has done what woke it, so what it has worked since it went
 * to sleep does not count as sleep.
 */
final class BriefSpin implements SelectStrategy {
  private final Alertness alertness;
  private final LongSupplier clock;
  private final LongSupplier worked;
  private boolean asleep;
  private long asleepNs;
  private long workedNs;

  /**
   * @param clock nanoseconds from anywhere
   * @param worked nanoseconds that the loop's thread, which asks, has had a core
   */
  BriefSpin(Alertness alertness, LongSupplier clock, LongSupplier worked) {
    this.alertness = alertness;
    this.clock = clock;
    this.worked = worked;
  }

  /** A loop's. */
  static BriefSpin ofLoop() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return new BriefSpin(Alertness.ofThread(), System::nanoTime, threads::getCurrentThreadCpuTime);
  }

  @Override
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
    int ready = select.get();
    if (asleep) {
      asleep = false;
      long sinceNs = clock.getAsLong() - asleepNs;
      alertness.slept(sinceNs - (worked.getAsLong() - workedNs));
    }
    if (ready > 0 || hasTasks) {
      alertness.found();
      return ready;
    }
    if (alertness.looksAgain()) {
      return CONTINUE;
    }
    asleep = true;
    asleepNs = clock.getAsLong();
    workedNs = worked.getAsLong();
    return SELECT;
  }
}
