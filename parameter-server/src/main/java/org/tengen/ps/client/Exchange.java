package org.tengen.ps.client;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;

/**
 * What is in flight to some shards, and the bell: rung when nothing is any more, and as soon as one
 * shard has to be asked again, since the others may wait for what that one is asked.
 */
final class Exchange {
  private final Runnable bell;
  private final AtomicInteger inFlight;
  private final AtomicReference<@Nullable Reply> cut = new AtomicReference<>();
  private volatile boolean unfinished;

  /** Requests to some shards. */
  Exchange(int shards, Runnable bell) {
    this.inFlight = new AtomicInteger(shards);
    this.bell = bell;
  }

  /** A shard is asked again, which has answered. */
  void asksAgain() {
    inFlight.incrementAndGet();
  }

  /**
   * All answers of one shard are complete; any thread.
   *
   * @param finished whether none of them has to be asked for again
   */
  void answered(boolean finished) {
    if (!finished) {
      unfinished = true;
    }
    if (inFlight.decrementAndGet() == 0 || !finished) {
      bell.run();
    }
  }

  /** One answer makes the rest not worth waiting for, the first such counts; any thread. */
  void cutShort(Reply why) {
    cut.compareAndSet(null, why);
    bell.run();
  }

  /** What cut the wait short; null if nothing has. */
  @Nullable Reply cut() {
    return cut.get();
  }

  /** Whether every answer is complete. */
  boolean quiet() {
    return inFlight.get() <= 0;
  }

  /** Whether a shard has since the last time been found to need another round. */
  boolean takeUnfinished() {
    if (!unfinished) {
      return false;
    }
    unfinished = false; // before shards are looked at, so that none is missed
    return true;
  }
}
