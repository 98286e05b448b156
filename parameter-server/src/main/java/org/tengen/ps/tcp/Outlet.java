package org.tengen.ps.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.tengen.ps.wire.Frame;

/**
 * One connection's way out of a server: whether its socket and shared memory take more, who waits
 * until they do, and what leaves, in the order in which it came here. That order would be lost in
 * the channel alone: an answer may be begun by one thread and gone on with by the event loop, whose
 * frames would overtake those that the other has left with it. A connection that is gone takes
 * everything and sends nothing.
 *
 * <p>{@link #changed} belongs to the connection's event loop, the rest is for any thread.
 */
final class Outlet {
  private final Channel channel;
  private final ServerSharing sharing;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final Queue<ByteBuf> leaving = new ConcurrentLinkedQueue<>();
  private final AtomicLong leavingBytes = new AtomicLong();
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

  /** Sends a frame at the next {@link #flush}, or before. */
  void add(Frame frame) {
    if (!channel.isActive()) {
      return;
    }
    ByteBuf bytes = FrameWriter.encode(channel.alloc(), frame);
    leavingBytes.addAndGet(bytes.readableBytes());
    leaving.add(bytes);
  }

  /** Sends what was added, now if this is the event loop. */
  void flush() {
    if (channel.eventLoop().inEventLoop()) {
      leave();
    } else {
      flushSoon();
    }
  }

  /** Sends what was added, with all that is added until it leaves. */
  void flushSoon() {
    if (!leavingSoon.getAndSet(true)) {
      try {
        channel.eventLoop().execute(this::leaveAndLook);
      } catch (RejectedExecutionException e) {
        leavingSoon.set(false);
        drop(); // the server has closed, and the connection with it
      }
    }
  }

  private void leaveAndLook() {
    leavingSoon.set(false);
    leave();
    changed();
  }

  private void leave() {
    if (!channel.isActive()) {
      drop();
      return;
    }
    for (ByteBuf bytes = leaving.poll(); bytes != null; bytes = leaving.poll()) {
      leavingBytes.addAndGet(-bytes.readableBytes());
      ChannelFuture unused = channel.write(bytes, channel.voidPromise());
    }
    channel.flush();
  }

  private void drop() {
    for (ByteBuf bytes = leaving.poll(); bytes != null; bytes = leaving.poll()) {
      bytes.release();
    }
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
    return !channel.isActive()
        || (leavingBytes.get() < channel.bytesBeforeUnwritable() && sharing.hasRoom());
  }
}
