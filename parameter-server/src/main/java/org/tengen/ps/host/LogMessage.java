package org.tengen.ps.host;

import java.nio.ByteBuffer;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/**
 * What a successor says to the process of its primary, over a connection that it has opened. All
 * are answered with a report: {@link More} with entries of the shard's log, once there are some,
 * the others with nothing.
 */
sealed interface LogMessage {
  /** The shard that it is about. */
  int shard();

  /**
   * Entries from {@code sequence} on are wanted, over this connection from now on; also as the
   * answer to a {@link More} that waits for one.
   */
  record Follow(int shard, long epoch, long sequence) implements LogMessage {}

  /** The next entries may come. */
  record More(int shard) implements LogMessage {}

  /** All entries up to {@code sequence} are there. */
  record Confirm(int shard, long epoch, long sequence) implements LogMessage {}

  /** The successor is in a later epoch than its primary. */
  record Superseded(int shard, long epoch) implements LogMessage {}

  /** As bytes. */
  default byte[] toBytes() {
    TextWriter out = new TextWriter();
    if (this instanceof Follow follow) {
      out.u8(1).i32(follow.shard).i64(follow.epoch).i64(follow.sequence);
    } else if (this instanceof More more) {
      out.u8(2).i32(more.shard);
    } else if (this instanceof Confirm confirm) {
      out.u8(3).i32(confirm.shard).i64(confirm.epoch).i64(confirm.sequence);
    } else if (this instanceof Superseded superseded) {
      out.u8(4).i32(superseded.shard).i64(superseded.epoch);
    }
    return out.toBytes();
  }

  /** What {@link #toBytes} has written. */
  static LogMessage read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    int code = in.u8();
    int shard = in.i32();
    LogMessage message =
        switch (code) {
          case 1 -> new Follow(shard, in.i64(), in.i64());
          case 2 -> new More(shard);
          case 3 -> new Confirm(shard, in.i64(), in.i64());
          case 4 -> new Superseded(shard, in.i64());
          default -> throw new BadFrameException("message " + code + " of a log: expected 1 to 4");
        };
    in.end();
    return message;
  }
}
