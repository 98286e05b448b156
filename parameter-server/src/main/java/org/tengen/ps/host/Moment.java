package org.tengen.ps.host;

import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * A shard has passed a multiple of an interval.
 *
 * @param number counts the moments of a host's run
 * @param ticket the image that it took; null if there was no room for one
 */
record Moment(long number, int shard, ImageKind kind, long index, @Nullable Ticket ticket) {
  void write(TextWriter out) {
    out.i64(number).i32(shard);
    writeKind(out, kind);
    out.i64(index).u8(ticket == null ? 0 : 1);
    if (ticket != null) {
      ticket.write(out);
    }
  }

  static Moment read(TextReader in) throws BadFrameException {
    long number = in.i64();
    int shard = in.i32();
    ImageKind kind = readKind(in);
    long index = in.i64();
    return new Moment(number, shard, kind, index, in.u8() == 0 ? null : Ticket.read(in));
  }

  static void writeKind(TextWriter out, ImageKind kind) {
    out.u8(kind == ImageKind.CHECKPOINT ? 1 : 0);
  }

  static ImageKind readKind(TextReader in) throws BadFrameException {
    return in.u8() == 0 ? ImageKind.EVALUATION : ImageKind.CHECKPOINT;
  }
}
