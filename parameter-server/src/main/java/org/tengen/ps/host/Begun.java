package org.tengen.ps.host;

import java.nio.ByteBuffer;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * What became of a {@link HostOrder.Begin}.
 *
 * @param why empty if the host has taken the run; else one line that says what keeps it from that
 */
record Begun(String why) {
  private static final int MAX_WHY = 1024;

  boolean taken() {
    return why.isEmpty();
  }

  byte[] toBytes() {
    return new TextWriter().clipped(why, MAX_WHY).toBytes();
  }

  static Begun read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    Begun begun = new Begun(in.line(MAX_WHY));
    in.end();
    return begun;
  }
}
