package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
}
