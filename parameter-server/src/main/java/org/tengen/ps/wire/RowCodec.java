package org.tengen.ps.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Request;

/**
 * The requests to shards of row tables as frames, and back. Their payloads, little-endian:
 *
 * <pre>
 * ROW_LIST   int table, rows    long hash    the rows' gaps, see {@link RowGaps}
 * ROW_PULL   int tables, 0      long hash of each table's list
 * ROW_PUSH   int tables, 0      long hash of each table's list    float32 rows
 * </pre>
 */
final class RowCodec {
  /** More tables than any run has. */
  private static final int MAX_TABLES = 64;

  private static final int PREFIX = 8;

  private RowCodec() {}

  static boolean takes(Request request) {
    return request instanceof Request.RowPull
        || request instanceof Request.RowPush
        || request instanceof Request.RowList;
  }

  static boolean takes(FrameType type) {
    return type == FrameType.ROW_PULL || type == FrameType.ROW_PUSH || type == FrameType.ROW_LIST;
  }

  static Frame encode(long id, int target, Request request) {
    if (request instanceof Request.RowPush push) {
      return push(id, target, push);
    }
    if (request instanceof Request.RowPull pull) {
      byte[] lists = lists(pull.lists());
      return new Frame(
          new FrameHeader(
              FrameType.ROW_PULL,
              id,
              target,
              pull.lane(),
              pull.incarnation(),
              0,
              pull.clock(),
              0,
              0,
              0,
              lists.length),
          new Body.Text(lists));
    }
    return list(id, target, (Request.RowList) request);
  }

  static Request decode(FrameHeader header, ByteBuffer body) throws BadFrameException {
    ByteBuffer in = body.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (in.remaining() < PREFIX) {
      throw new BadFrameException(
          header.type()
              + " frame of "
              + in.remaining()
              + " bytes: expected "
              + PREFIX
              + " or more");
    }
    return switch (header.type()) {
      case ROW_PUSH -> push(header, in);
      case ROW_PULL -> pull(header, in);
      default -> list(header, in);
    };
  }

  private static Frame push(long id, int target, Request.RowPush push) {
    Body body = new Body.Prefixed(lists(push.lists()), push.payload());
    return new Frame(
        new FrameHeader(
            FrameType.ROW_PUSH,
            id,
            target,
            push.lane(),
            push.incarnation(),
            push.part(),
            push.clock(),
            push.pulledVersion(),
            push.samples(),
            0,
            body.bytes()),
        body);
  }

  private static Request push(FrameHeader header, ByteBuffer in) throws BadFrameException {
    long[] lists = lists(header, in);
    ByteBuffer floats = in.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (floats.remaining() % Float.BYTES != 0) {
      throw new BadFrameException(
          header.type()
              + " frame of "
              + floats.remaining()
              + " bytes of rows: expected whole floats");
    }
    int count = floats.remaining() / Float.BYTES;
    return new Request.RowPush(
        header.lane(),
        header.incarnation(),
        header.clock(),
        header.slice(),
        header.version(),
        header.samples(),
        lists,
        Payload.of(floats.asFloatBuffer(), 0, count));
  }

  private static Request pull(FrameHeader header, ByteBuffer in) throws BadFrameException {
    long[] lists = lists(header, in);
    if (in.hasRemaining()) {
      throw new BadFrameException(in.remaining() + " bytes follow the end of a message");
    }
    return new Request.RowPull(header.lane(), header.incarnation(), header.clock(), lists);
  }

  private static Frame list(long id, int target, Request.RowList list) {
    byte[] gaps = RowGaps.encode(list.rows());
    byte[] content = new byte[PREFIX + Long.BYTES + gaps.length];
    ByteBuffer out = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(list.table()).putInt(list.rows().length).putLong(list.hash()).put(gaps);
    return new Frame(
        new FrameHeader(
            FrameType.ROW_LIST,
            id,
            target,
            list.lane(),
            list.incarnation(),
            0,
            0,
            0,
            0,
            0,
            content.length),
        new Body.Text(content));
  }

  private static Request list(FrameHeader header, ByteBuffer in) throws BadFrameException {
    int table = in.getInt();
    int count = in.getInt();
    if (in.remaining() < Long.BYTES) {
      throw new BadFrameException("list of rows of " + in.remaining() + " bytes: has no hash");
    }
    long hash = in.getLong();
    int[] rows = RowGaps.decode(in, count);
    return new Request.RowList(header.lane(), header.incarnation(), table, hash, rows);
  }

  private static byte[] lists(long[] lists) {
    byte[] content = new byte[PREFIX + lists.length * Long.BYTES];
    ByteBuffer out = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(lists.length).putInt(0);
    for (long list : lists) {
      out.putLong(list);
    }
    return content;
  }

  private static long[] lists(FrameHeader header, ByteBuffer in) throws BadFrameException {
    int tables = in.getInt();
    in.getInt();
    if (tables < 0 || tables > MAX_TABLES || in.remaining() < tables * Long.BYTES) {
      throw new BadFrameException(
          header.type() + " frame of " + tables + " tables and " + in.remaining() + " bytes");
    }
    long[] lists = new long[tables];
    for (int i = 0; i < tables; i++) {
      lists[i] = in.getLong();
    }
    return lists;
  }
}
