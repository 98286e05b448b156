package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** Every {@link HostOrder} as bytes, and back: a code, the run, and what the order has. */
final class OrderBytes {
  private static final int MAX_RUN = 256;

  private OrderBytes() {}

  static byte[] of(HostOrder order) {
    TextWriter out = new TextWriter();
    if (order instanceof HostOrder.Begin begin) {
      BeginBytes.write(head(out, 1, order), begin);
    } else if (order instanceof HostOrder.Piece piece) {
      head(out, 2, order).i32(piece.shard()).i64(piece.number());
      out.i32(piece.content().length).bytes(piece.content());
    } else if (order instanceof HostOrder.Start) {
      head(out, 3, order);
    } else if (order instanceof HostOrder.Look look) {
      head(out, 4, order).i64(look.seen());
    } else if (order instanceof HostOrder.Count count) {
      head(out, 5, order).i32(count.shard());
    } else if (order instanceof HostOrder.Hold hold) {
      head(out, 6, order).i32(hold.shard()).u8(hold.hold() ? 1 : 0);
    } else if (order instanceof HostOrder.Take take) {
      Moment.writeKind(head(out, 7, order).i32(take.shard()).i64(take.asked()), take.kind());
    } else if (order instanceof HostOrder.Fetch fetch) {
      head(out, 8, order).i64(fetch.ticket()).i32(fetch.at());
    } else if (order instanceof HostOrder.Release release) {
      head(out, 9, order).i64(release.ticket());
    } else if (order instanceof HostOrder.Renew renew) {
      renew(head(out, 11, order), renew);
    } else if (order instanceof HostOrder.Obey obey) {
      head(out, 12, order).i32(obey.shard()).u8(code(obey.order())).i64(obey.order().epoch());
    } else {
      head(out, 10, order);
    }
    return out.toBytes();
  }

  static HostOrder read(byte[] content) throws BadFrameException {
    TextReader in = new TextReader(ByteBuffer.wrap(content));
    int code = in.u8();
    String run = in.line(MAX_RUN);
    HostOrder order =
        switch (code) {
          case 1 -> BeginBytes.read(run, in);
          case 2 -> new HostOrder.Piece(run, in.i32(), in.i64(), in.bytes(in.i32()));
          case 3 -> new HostOrder.Start(run);
          case 4 -> new HostOrder.Look(run, in.i64());
          case 5 -> new HostOrder.Count(run, in.i32());
          case 6 -> new HostOrder.Hold(run, in.i32(), in.u8() != 0);
          case 7 -> take(run, in.i32(), in.i64(), Moment.readKind(in));
          case 8 -> new HostOrder.Fetch(run, in.i64(), in.i32());
          case 9 -> new HostOrder.Release(run, in.i64());
          case 10 -> new HostOrder.End(run);
          case 11 -> renew(run, in);
          case 12 -> new HostOrder.Obey(run, in.i32(), replicaOrder(in.u8(), in.i64()));
          default -> throw new BadFrameException("order " + code + ": expected 1 to 12");
        };
    in.end();
    return order;
  }

  private static TextWriter head(TextWriter out, int code, HostOrder order) {
    return out.u8(code).string("run", order.run(), MAX_RUN);
  }

  private static HostOrder take(String run, int shard, long asked, ImageKind kind) {
    return new HostOrder.Take(run, shard, kind, asked);
  }

  private static void renew(TextWriter out, HostOrder.Renew renew) {
    out.i64(renew.number()).i64(renew.answered()).i64(renew.durationNs());
    out.i32(renew.epochs().size());
    renew.epochs().forEach((shard, epoch) -> out.i32(shard).i64(epoch));
  }

  private static HostOrder renew(String run, TextReader in) throws BadFrameException {
    long number = in.i64();
    long answered = in.i64();
    long durationNs = in.i64();
    int count = in.i32();
    Map<Integer, Long> epochs = new HashMap<>();
    for (int i = 0; i < count; i++) {
      epochs.put(in.i32(), in.i64());
    }
    return new HostOrder.Renew(run, number, answered, durationNs, epochs);
  }

  private static int code(ReplicaOrder order) {
    if (order instanceof ReplicaOrder.Promote) {
      return 1;
    } else if (order instanceof ReplicaOrder.Alone) {
      return 2;
    }
    return order instanceof ReplicaOrder.Lead ? 3 : 4;
  }

  private static ReplicaOrder replicaOrder(int code, long epoch) throws BadFrameException {
    return switch (code) {
      case 1 -> new ReplicaOrder.Promote(epoch);
      case 2 -> new ReplicaOrder.Alone(epoch);
      case 3 -> new ReplicaOrder.Lead(epoch);
      case 4 -> new ReplicaOrder.Fence(epoch);
      default -> throw new BadFrameException("order " + code + " of a replica: expected 1 to 4");
    };
  }
}
