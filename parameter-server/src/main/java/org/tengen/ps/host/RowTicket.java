package org.tengen.ps.host;

import java.nio.ByteBuffer;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * A moment of a shard of rows that a host keeps.
 *
 * @param number what it is fetched by
 * @param version the shard's updates then
 * @param samples applied then
 */
record RowTicket(long number, long version, long samples) {
  byte[] toBytes() {
    return new TextWriter().i64(number).i64(version).i64(samples).toBytes();
  }

  static RowTicket read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    RowTicket ticket = new RowTicket(in.i64(), in.i64(), in.i64());
    in.end();
    return ticket;
  }
}
