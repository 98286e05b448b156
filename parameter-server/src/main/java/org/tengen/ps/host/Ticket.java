package org.tengen.ps.host;

import java.nio.ByteBuffer;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * An image that waits at a host.
 *
 * @param number what it is fetched by
 * @param slices how many it has
 * @param laneSamples see {@link org.tengen.ps.image.ShardImage}
 */
record Ticket(long number, int slices, long[] laneSamples) {
  byte[] toBytes() {
    TextWriter out = new TextWriter();
    write(out);
    return out.toBytes();
  }

  void write(TextWriter out) {
    out.i64(number).i32(slices);
    Numbers.write(out, laneSamples);
  }

  static Ticket read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    Ticket ticket = read(in);
    in.end();
    return ticket;
  }

  static Ticket read(TextReader in) throws BadFrameException {
    return new Ticket(in.i64(), in.i32(), Numbers.read(in));
  }
}
