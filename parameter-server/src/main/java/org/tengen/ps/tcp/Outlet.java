package org.tengen.ps.tcp;

import io.netty.channel.Channel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Whether one connection's socket takes more at a server, and who waits until it does. A connection
 * that is gone takes everything: nothing is encoded for it.
 *
 * <p>{@link #changed} belongs to the connection's event loop; {@link #ready} is for any thread.
 */
final class Outlet {
  private final Channel channel;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

  Outlet(Channel channel) {
    this.channel = channel;
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

  /** The socket has taken something, or is gone. */
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
    return channel.isWritable() || !channel.isActive();
  }
}
