package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.tengen.ps.replica.Entry;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.Expected;
import org.tengen.ps.wire.Frame;
import org.tengen.ps.wire.FrameHeader;
import org.tengen.ps.wire.RequestCodec;

/**
 * Entries of a shard's log on the wire: before each the epoch that it was forwarded in, then the
 * request as a frame, whose number is the entry's.
 */
final class EntryBytes {
  private EntryBytes() {}

  /** An entry on its way out; reads its payload when it is written. */
  record Out(long epoch, Frame frame) {
    static Out of(Entry entry) {
      return new Out(entry.epoch(), RequestCodec.encode(entry.sequence(), 0, entry.request()));
    }

    int bytes() {
      return Long.BYTES + frame.bytes();
    }
  }

  static byte[] of(List<Out> entries) {
    byte[] content = new byte[entries.stream().mapToInt(Out::bytes).sum()];
    int at = 0;
    for (Out entry : entries) {
      ByteBuffer place = ByteBuffer.wrap(content, at, entry.bytes()).slice();
      place.order(ByteOrder.LITTLE_ENDIAN).putLong(0, entry.epoch());
      entry.frame().write(place.slice(Long.BYTES, entry.frame().bytes()));
      at += entry.bytes();
    }
    return content;
  }

  /** The entries in {@code content}, whose payloads are views of it. */
  static List<Entry> read(byte[] content) throws BadFrameException {
    Expected expected = Expected.fromClient(content.length);
    List<Entry> entries = new ArrayList<>();
    ByteBuffer rest = ByteBuffer.wrap(content);
    while (rest.hasRemaining()) {
      if (rest.remaining() < Long.BYTES + FrameHeader.BYTES) {
        throw new BadFrameException(rest.remaining() + " bytes are no entry of a log");
      }
      long epoch = rest.order(ByteOrder.LITTLE_ENDIAN).getLong();
      FrameHeader header = FrameHeader.read(rest, expected);
      int end = rest.position() + FrameHeader.BYTES + header.payloadBytes();
      if (end > rest.limit()) {
        throw new BadFrameException("entry " + header.id() + " ends after the log's bytes do");
      }
      ByteBuffer body = rest.slice(rest.position() + FrameHeader.BYTES, header.payloadBytes());
      entries.add(new Entry(epoch, header.id(), RequestCodec.decode(header, body)));
      rest.position(end);
    }
    return entries;
  }
}
