package org.tengen.ps.tcp;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * When an event loop that has nothing to do goes to sleep: after it has looked a few times more and
 * let others run in between. An answer is often microseconds away and a sleeper's waking takes
 * longer; spinning on would take a core from who computes.
 *
 * <p>Belongs to its loop.
 */
final class BriefSpin implements SelectStrategy {
  private final int looks;
  private int idle;

  BriefSpin(int looks) {
    this.looks = looks;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // between looking and sleeping
  public int calculateStrategy(IntSupplier select, boolean hasTasks) throws Exception {
    int ready = select.get();
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
    return SELECT;
  }
}
