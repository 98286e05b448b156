package org.tengen.ps.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.FrameHeader;

/**
 * Cuts a connection's bytes into frames, {@link Received} each.
 *
 * <p>A header is judged before its payload gets memory or is read. The socket then writes the
 * payload straight into its own buffer: {@link #memory} hands that buffer to the next read, so a
 * slice is copied once, by the kernel.
 *
 * <p>Belongs to the connection's event loop.
 */
final class FrameReader extends ChannelInboundHandlerAdapter {
  private static final int SCRATCH_BYTES = 8 * 1024;

  private final ByteBuf head = Unpooled.buffer(FrameHeader.BYTES, FrameHeader.BYTES);
  private Expected expected;
  private @Nullable FrameHeader header;
  private @Nullable ByteBuf payload;
  private boolean broken;

  FrameReader(Expected expected) {
    this.expected = expected;
  }

  /** From the next frame on, {@code next} is accepted instead. */
  void expect(Expected next) {
    expected = next;
  }

  /** Where the connection's socket reads to. */
  RecvByteBufAllocator memory() {
    return new Memory();
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // which buffer it is, not what is in it
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    ByteBuf bytes = (ByteBuf) message;
    if (bytes == payload) {
      bytes.release(); // the socket's reference; ours remains
      finishIfFull(context);
      return;
    }
    try {
      while (!broken && bytes.isReadable() && context.channel().isOpen()) {
        take(context, bytes);
      }
    } catch (BadFrameException e) {
      broken = true;
      throw e;
    } finally {
      bytes.release();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (payload != null) {
      payload.release();
      payload = null;
    }
  }

  private void take(ChannelHandlerContext context, ByteBuf bytes) throws BadFrameException {
    if (payload == null) {
      bytes.readBytes(head, Math.min(head.writableBytes(), bytes.readableBytes()));
      if (head.isWritable()) {
        return;
      }
      FrameHeader next = FrameHeader.read(head.nioBuffer(), expected);
      head.clear();
      header = next;
      payload = memoryFor(context.alloc(), next.payloadBytes());
    }
    if (payload.isWritable()) {
      bytes.readBytes(payload, Math.min(payload.writableBytes(), bytes.readableBytes()));
    }
    finishIfFull(context);
  }

  private void finishIfFull(ChannelHandlerContext context) {
    ByteBuf full = payload;
    FrameHeader its = header;
    if (full != null && its != null && !full.isWritable()) {
      payload = null;
      header = null;
      context.fireChannelRead(new Received(its, full));
    }
  }

  private static ByteBuf memoryFor(ByteBufAllocator allocator, int bytes) {
    return bytes == 0 ? Unpooled.EMPTY_BUFFER : allocator.directBuffer(bytes, bytes);
  }

  /** Gives the payload in progress to the socket, or a small buffer for headers. */
  private final class Memory extends DefaultMaxMessagesRecvByteBufAllocator {
    @Override
    @SuppressWarnings("deprecation") // the interface still asks for the old kind of handle
    public Handle newHandle() {
      return new MaxMessageHandle() {
        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
          return payload == null ? allocator.directBuffer(guess(), guess()) : payload.retain();
        }

        @Override
        public int guess() {
          return SCRATCH_BYTES;
        }
      };
    }
  }
}
