package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.tengen.ps.wire.Frame;

/**
 * One connection's way out of a server: whether its socket and shared memory take more, who waits
 * until it does, and acknowledgements, which leave together as far as they come together. A
 * connection that is gone takes everything: nothing is encoded for it.
 *
 * <p>{@link #changed} belongs to the connection's event loop, the rest is for any thread.
 */
final class Outlet {
  private final Channel channel;
  private final ServerSharing sharing;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<Frame> small = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean leavingSoon = new AtomicBoolean();

  Outlet(Channel channel, ServerSharing sharing) {
    this.channel = channel;
    this.sharing = sharing;
  }

  /** Whether it takes more now; if not, {@code again} is called once when it does. */
  boolean ready(Runnable again) {
    if (takes()) {
      return true;
    }
    waiting.add(again);
    // it may have changed in between, and then nobody else would look
    return takes() && waiting.remove(again);
  }

  /** Sends a frame that need not come after any other, with all those that come until it leaves. */
  void together(Frame frame) {
    small.add(frame);
    if (!leavingSoon.getAndSet(true)) {
      try {
        channel.eventLoop().execute(this::leave);
      } catch (RejectedExecutionException e) {
        small.clear(); // the server has closed, and the connection with it
      }
    }
  }

  private void leave() {
    leavingSoon.set(false);
    if (!channel.isActive()) {
      small.clear();
      return;
    }
    for (Frame frame = small.poll(); frame != null; frame = small.poll()) {
      FrameWriter.write(channel, frame);
    }
    channel.flush();
  }

  /** The socket has taken something, memory is free again, or the connection is gone. */
  void changed() {
    while (takes()) {
      Runnable again = waiting.poll();
      if (again == null) {
        return;
      }
      again.run();
    }
  }

  private boolean takes() {
    return (channel.isWritable() && sharing.hasRoom()) || !channel.isActive();
  }
}
