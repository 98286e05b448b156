package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of one connection a server has taken and not answered yet. Stops reading from the socket
 * above a limit, or while the other side does not take its answers; reads on below.
 *
 * <p>{@link #took} and {@link #adjust} belong to the connection's event loop; {@link #answered} is
 * for any thread.
 */
final class Intake {
  private final Channel channel;
  private final int maxRequests;
  private final long maxBytes;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean paused;

  Intake(Channel channel, TcpSettings settings) {
    this.channel = channel;
    this.maxRequests = settings.limits().maxOutstanding();
    this.maxBytes = settings.limits().maxHeldBytes();
  }

  /** A request came that holds {@code held} bytes until its answer. */
  void took(int held) {
    requests.incrementAndGet();
    bytes.addAndGet(held);
    if (full()) {
      adjust();
    }
  }

  /** A request that held {@code held} bytes was answered. */
  void answered(int held) {
    requests.decrementAndGet();
    bytes.addAndGet(-held);
    if (paused && !full()) {
      adjustSoon();
    }
  }

  private void adjustSoon() {
    try {
      channel.eventLoop().execute(this::adjust);
    } catch (RejectedExecutionException e) {
      // the loop has ended, and with it the connection: there is nothing to read on
      paused = true;
    }
  }

  /** Reads, or stops reading, as the counts say. */
  void adjust() {
    paused = full() || !channel.isWritable();
    if (paused && !full() && channel.isWritable()) {
      paused = false; // answered in between, by somebody who did not see us pause
    }
    channel.config().setAutoRead(!paused);
  }

  private boolean full() {
    return requests.get() >= maxRequests || bytes.get() >= maxBytes;
  }
}
