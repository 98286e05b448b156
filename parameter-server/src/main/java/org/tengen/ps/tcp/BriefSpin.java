package org.tengen.ps.tcp;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.function.LongSupplier;
import org.tengen.ps.idle.Alertness;

/** When an event loop that has nothing to do goes to sleep. Belongs to its loop. */
final class BriefSpin implements SelectStrategy {
  private final Alertness alertness;
  private final LongSupplier clock;
  private boolean asleep;
  private long asleepNs;

  BriefSpin(Alertness alertness, LongSupplier clock) {
    this.alertness = alertness;
    this.clock = clock;
  }

  /** A loop's. */
  static BriefSpin ofLoop() {
    return new BriefSpin(Alertness.ofThread(), System::nanoTime);
  }

  @Override
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
    int ready = select.get();
    if (asleep) {
      asleep = false;
      alertness.slept(clock.getAsLong() - asleepNs);
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
    return SELECT;
  }
}
