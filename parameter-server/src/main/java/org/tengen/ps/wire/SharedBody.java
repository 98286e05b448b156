package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import org.tengen.ps.codec.Format;

/**
 * A frame whose body lies in memory that both sides have mapped: its header, and where the body
 * begins. It travels as the payload of an {@link FrameType#IN_MEMORY}.
 *
 * <p>Only raw floats lie there. Nothing about them needs to be checked, so it does no harm that the
 * other side could still change them while they are read.
 *
 * @param header as it would have gone before the body, whose length is in it
 * @param place where the body begins in the sender's half of the memory
 */
public record SharedBody(FrameHeader header, int place) {
  private static final int BYTES = Integer.BYTES + FrameHeader.BYTES;

  /** Whether such a frame's body may lie in memory. */
  public static boolean takes(Frame frame) {
    FrameType type = frame.header().type();
    return (type == FrameType.PUSH || type == FrameType.WEIGHTS)
        && frame.body() instanceof Body.Floats;
  }

  /** What goes to the other side. */
  public Frame frame() {
    byte[] content = new byte[BYTES];
    ByteBuffer out = ByteBuffer.wrap(content);
    header.write(out.slice(Integer.BYTES, FrameHeader.BYTES));
    byte[] at = new TextWriter().i32(place).toBytes();
    System.arraycopy(at, 0, content, 0, Integer.BYTES);
    return Frame.text(FrameType.IN_MEMORY, content);
  }

  /**
   * What has come from the other side.
   *
   * @param expected the frames whose bodies may lie there
   * @param memoryBytes the length of the sender's half
   * @throws BadFrameException if it is no such header, or its body is not inside that half
   */
  public static SharedBody read(ByteBuffer payload, Expected expected, int memoryBytes)
      throws BadFrameException {
    TextReader in = new TextReader(payload);
    int place = in.i32();
    FrameHeader header = FrameHeader.read(ByteBuffer.wrap(in.bytes(FrameHeader.BYTES)), expected);
    in.end();
    if (header.format() != Format.FLOAT32) {
      throw new BadFrameException(
          header.type() + " frame of " + header.format() + " in memory: expected raw floats");
    }
    if (place < 0 || place % Float.BYTES != 0 || place > memoryBytes - header.payloadBytes()) {
      throw new BadFrameException(
          "body of %d bytes at %d of shared memory of %d bytes"
              .formatted(header.payloadBytes(), place, memoryBytes));
    }
    return new SharedBody(header, place);
  }
}
