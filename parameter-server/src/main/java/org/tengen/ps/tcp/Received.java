package org.tengen.ps.tcp;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import org.tengen.ps.wire.FrameHeader;

/**
 * A whole frame that has arrived. Whoever takes it releases its payload.
 *
 * @param payload what followed the header
 */
record Received(FrameHeader header, ByteBuf payload) {
  /** The payload's bytes, readable until it is released. */
  ByteBuffer bytes() {
    return payload.nioBuffer();
  }

  void release() {
    payload.release();
  }
}
