package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tengen.ps.codec.BadPayloadException;
import org.tengen.ps.codec.CodedPayload;
import org.tengen.ps.codec.Format;
import org.tengen.ps.protocol.Payload;

/** What follows a frame's header, on its way out. */
public sealed interface Body {
  /** Its length. */
  int bytes();

  /** Writes it at absolute position 0 of {@code into}, whatever its byte order. */
  void write(ByteBuffer into);

  /** Nothing. */
  static Body none() {
    return new Text(new byte[0]);
  }

  /** Floats as they are, or as their codec has them. */
  static Body of(Payload payload) {
    return payload instanceof CodedPayload coded ? new Coded(coded) : new Floats(payload);
  }

  /**
   * The floats that follow a header: a view of {@code body}, readable as long as that.
   *
   * @throws BadFrameException if they are not what the header's format promises
   */
  static Payload floats(FrameHeader header, ByteBuffer body) throws BadFrameException {
    if (header.format() == Format.FLOAT32) {
      int floats = body.remaining() / Float.BYTES;
      return Payload.of(body.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer(), 0, floats);
    }
    try {
      return CodedPayload.of(header.format(), body);
    } catch (BadPayloadException e) {
      throw new BadFrameException(
          header.type() + " frame of " + header.format() + ": " + e.getMessage());
    }
  }

  /** Numbers and strings. */
  record Text(byte[] content) implements Body {
    @Override
    public int bytes() {
      return content.length;
    }

    @Override
    public void write(ByteBuffer into) {
      into.put(0, content);
    }
  }

  /** Raw floats, copied in bulk. Somebody else's: written as long as that place says. */
  record Floats(Payload content) implements Body {
    @Override
    public int bytes() {
      return Math.multiplyExact(content.length(), Float.BYTES);
    }

    @Override
    public void write(ByteBuffer into) {
      content.read(into.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer(), 0);
    }
  }

  /** Numbers, then raw floats as {@link Floats} has them. */
  record Prefixed(byte[] prefix, Payload content) implements Body {
    @Override
    public int bytes() {
      return Math.addExact(prefix.length, Math.multiplyExact(content.length(), Float.BYTES));
    }

    @Override
    public void write(ByteBuffer into) {
      into.put(0, prefix);
      new Floats(content).write(into.slice(prefix.length, into.capacity() - prefix.length));
    }
  }

  /** A codec's bytes, copied in bulk. Somebody else's: written as long as that place says. */
  record Coded(CodedPayload content) implements Body {
    @Override
    public int bytes() {
      return content.bytes();
    }

    @Override
    public void write(ByteBuffer into) {
      content.write(into);
    }
  }
}
