package org.tengen.ps.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import org.tengen.ps.wire.Frame;

/** Puts frames into pooled memory, in bulk, and on their way. For any thread. */
final class FrameWriter {
  private FrameWriter() {}

  /** The frame's bytes; whoever takes them releases them. */
  static ByteBuf encode(ByteBufAllocator allocator, Frame frame) {
    int bytes = frame.bytes();
    ByteBuf out = allocator.directBuffer(bytes, bytes);
    boolean written = false;
    try {
      frame.write(out.nioBuffer(0, bytes));
      out.writerIndex(bytes);
      written = true;
      return out;
    } finally {
      if (!written) {
        out.release();
      }
    }
  }

  /** Leaves with the next flush. A failure closes the connection through the pipeline. */
  static void write(Channel channel, Frame frame) {
    ChannelFuture unused = channel.write(encode(channel.alloc(), frame), channel.voidPromise());
  }

  /** Leaves now, with all that was written before. */
  static void send(Channel channel, Frame frame) {
    ChannelFuture unused =
        channel.writeAndFlush(encode(channel.alloc(), frame), channel.voidPromise());
  }

  /** Leaves now; then the connection is closed. */
  static void sendAndClose(Channel channel, Frame frame) {
    channel.writeAndFlush(encode(channel.alloc(), frame)).addListener(done -> close(channel));
  }

  /** Closes the connection; what was written is dropped. */
  static void close(Channel channel) {
    ChannelFuture unused = channel.close();
  }
}
