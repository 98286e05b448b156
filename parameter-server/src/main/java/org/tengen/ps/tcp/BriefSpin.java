package org.tengen.ps.tcp;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * When an event loop that has nothing to do goes to sleep: after it has looked a few times more and
 * let others run in between. An answer is often microseconds away and a sleeper's waking takes
 * longer; spinning on would take a core from who computes.
 *
 * <p>How often it looks follows what came of it: more often after a sleep so short that looking on
 * would have saved it, less often after a long one. So loops of workers that compute between two
 * messages look a few times, those of workers who do nothing but ask hardly sleep.
 *
 * <p>Belongs to its loop.
 */
final class BriefSpin implements SelectStrategy {
  /** About twenty microseconds. */
  static final int LEAST_LOOKS = 40;

  /** About two hundred. */
  static final int MOST_LOOKS = 400;

  static final long SHORT_NS = TimeUnit.MICROSECONDS.toNanos(200);

  private final LongSupplier clock;
  private int looks = LEAST_LOOKS;
  private int idle;
  private boolean slept;
  private long asleepNs;

  /**
   * @param clock nanoseconds from anywhere
   */
  BriefSpin(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // between looking and sleeping
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
    int ready = select.get();
    if (slept) {
      slept = false;
      boolean tooEarly = clock.getAsLong() - asleepNs < SHORT_NS;
      looks = tooEarly ? Math.min(MOST_LOOKS, 2 * looks) : Math.max(LEAST_LOOKS, looks / 2);
    }
    if (ready > 0 || hasTasks) {
      idle = 0;
      return ready;
    }
    if (idle < looks) {
      idle++;
      Thread.yield();
      return CONTINUE;
    }
    idle = 0;
    slept = true;
    asleepNs = clock.getAsLong();
    return SELECT;
  }
}
