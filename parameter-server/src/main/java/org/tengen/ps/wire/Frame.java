package org.tengen.ps.wire;

import java.nio.ByteBuffer;

/** One message on its way out. */
public record Frame(FrameHeader header, Body body) {

  /** A message of nothing but a type and text. */
  static Frame text(FrameType type, byte[] content) {
    return new Frame(FrameHeader.bare(type, content.length), new Body.Text(content));
  }

  /** Says that this side is alive. */
  public static Frame heartbeat() {
    return text(FrameType.HEARTBEAT, new byte[0]);
  }

  /** Says why the connection is about to be closed. */
  public static Frame rejected(String reason) {
    return text(FrameType.REJECTED, new TextWriter().clipped(reason, 1024).toBytes());
  }

  /** The reason that a {@link FrameType#REJECTED} carries. */
  public static String rejection(ByteBuffer payload) throws BadFrameException {
    return new TextReader(payload).line(1024);
  }

  /** Header and body together. */
  public int bytes() {
    return FrameHeader.BYTES + body.bytes();
  }

  /** Writes header and body at absolute position 0 of {@code into}. */
  public void write(ByteBuffer into) {
    header.write(into);
    body.write(into.slice(FrameHeader.BYTES, body.bytes()));
  }
}
