package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.replica.ReplicaOrder;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** Every {@link HostOrder} as bytes, and back: a code, the run, and what the order has. */
final class OrderBytes {
  private static final int MAX_RUN = 256;
  private static final int MAX_ADDRESS = 1024;

  private OrderBytes() {}

  static byte[] of(HostOrder order) {
    TextWriter out = new TextWriter();
    if (order instanceof HostOrder.Begin begin) {
      head(out, 1, order);
      begin(out, begin);
    } else if (order instanceof HostOrder.Slice slice) {
      SliceBytes.write(head(out, 2, order), slice.image());
    } else if (order instanceof HostOrder.Start start) {
      head(out, 3, order).i32(start.laneSamples().size());
      start.laneSamples().forEach(samples -> Numbers.write(out, samples));
    } else if (order instanceof HostOrder.Look look) {
      head(out, 4, order).i64(look.seen());
    } else if (order instanceof HostOrder.Count count) {
      head(out, 5, order).i32(count.shard());
    } else if (order instanceof HostOrder.Hold hold) {
      head(out, 6, order).i32(hold.shard());
    } else if (order instanceof HostOrder.Take take) {
      Moment.writeKind(head(out, 7, order).i32(take.shard()), take.kind());
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
          case 1 -> begin(run, in);
          case 2 -> new HostOrder.Slice(run, SliceBytes.read(in));
          case 3 -> start(run, in);
          case 4 -> new HostOrder.Look(run, in.i64());
          case 5 -> new HostOrder.Count(run, in.i32());
          case 6 -> new HostOrder.Hold(run, in.i32());
          case 7 -> new HostOrder.Take(run, in.i32(), Moment.readKind(in));
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

  private static void begin(TextWriter out, HostOrder.Begin begin) {
    ServerSettings settings = begin.settings();
    TrainingBytes.write(out, settings.training());
    out.i64(settings.images().evaluationSamples()).i64(settings.images().checkpointSamples());
    out.i64(settings.deadlines().rendezvous().toMillis());
    out.i64(settings.deadlines().parked().toMillis());
    Numbers.write(out, begin.shards().stream().mapToLong(Integer::longValue).toArray());
    Numbers.write(out, begin.granted());
    HostOrder.Copies copies = begin.copies();
    out.u8(copies == null ? 0 : 1);
    if (copies != null) {
      out.i32(copies.primaries().size());
      copies
          .primaries()
          .forEach((shard, at) -> out.i32(shard).string("address", at.words(), MAX_ADDRESS));
    }
  }

  private static HostOrder.@Nullable Copies copies(TextReader in) throws BadFrameException {
    if (in.u8() == 0) {
      return null;
    }
    int count = in.i32();
    Map<Integer, ServerAddress> primaries = new HashMap<>();
    try {
      for (int i = 0; i < count; i++) {
        primaries.put(in.i32(), ServerAddress.parse(in.line(MAX_ADDRESS)));
      }
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(String.valueOf(e.getMessage()));
    }
    return new HostOrder.Copies(primaries);
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

  private static HostOrder begin(String run, TextReader in) throws BadFrameException {
    Training training = TrainingBytes.read(in);
    ImageIntervals images = intervals(in.i64(), in.i64());
    Deadlines deadlines = new Deadlines(Duration.ofMillis(in.i64()), Duration.ofMillis(in.i64()));
    List<Integer> shards = new ArrayList<>();
    for (long shard : Numbers.read(in)) {
      if (shard < 0 || shard >= training.layout().shards()) {
        throw new BadFrameException(
            "shard " + shard + " of a run with " + training.layout().shards());
      }
      shards.add((int) shard);
    }
    long[] granted = Numbers.read(in);
    if (granted.length != training.lanes()) {
      throw new BadFrameException(
          granted.length + " lanes' iterations: expected " + training.lanes());
    }
    return new HostOrder.Begin(
        new ServerSettings(run, training, images, deadlines), shards, granted, copies(in));
  }

  private static ImageIntervals intervals(long evaluation, long checkpoint)
      throws BadFrameException {
    try {
      return new ImageIntervals(evaluation, checkpoint);
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(String.valueOf(e.getMessage()));
    }
  }

  private static HostOrder start(String run, TextReader in) throws BadFrameException {
    int shards = in.i32();
    List<long[]> laneSamples = new ArrayList<>();
    for (int i = 0; i < shards; i++) {
      laneSamples.add(Numbers.read(in));
    }
    return new HostOrder.Start(run, laneSamples);
  }
}
