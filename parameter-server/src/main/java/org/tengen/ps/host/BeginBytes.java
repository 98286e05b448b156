package org.tengen.ps.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** A {@link HostOrder.Begin} on the wire, after its run. */
final class BeginBytes {
  private static final int MAX_ADDRESS = 1024;
  private static final int TABLE = 1;
  private static final int ROWS = 2;

  private BeginBytes() {}

  static void write(TextWriter out, HostOrder.Begin begin) {
    Numbers.write(out, begin.shards().stream().mapToLong(Integer::longValue).toArray());
    Numbers.write(out, begin.granted());
    if (begin.what() instanceof HostOrder.Table table) {
      table(out.u8(TABLE), table);
    } else if (begin.what() instanceof HostOrder.Rows rows) {
      rows(out.u8(ROWS), rows.settings());
    }
    HostOrder.Copies copies = begin.copies();
    out.u8(copies == null ? 0 : 1);
    if (copies != null) {
      out.i32(copies.primaries().size());
      copies
          .primaries()
          .forEach((shard, at) -> out.i32(shard).string("address", at.words(), MAX_ADDRESS));
    }
  }

  static HostOrder read(String run, TextReader in) throws BadFrameException {
    List<Integer> shards = new ArrayList<>();
    for (long shard : Numbers.read(in)) {
      shards.add((int) shard);
    }
    long[] granted = Numbers.read(in);
    int kind = in.u8();
    HostOrder.What what =
        switch (kind) {
          case TABLE -> table(run, in, shards, granted.length);
          case ROWS -> rows(run, in, shards, granted.length);
          default -> throw new BadFrameException("shards of kind " + kind + ": expected 1 or 2");
        };
    return new HostOrder.Begin(what, shards, granted, copies(in));
  }

  private static void table(TextWriter out, HostOrder.Table table) {
    ServerSettings settings = table.settings();
    TrainingBytes.write(out, settings.training());
    out.i64(settings.images().evaluationSamples()).i64(settings.images().checkpointSamples());
    write(out, settings.deadlines());
    table.laneSamples().forEach(samples -> Numbers.write(out, samples));
  }

  private static HostOrder.What table(String run, TextReader in, List<Integer> shards, int lanes)
      throws BadFrameException {
    Training training = TrainingBytes.read(in);
    requireFits(shards, training.layout().shards(), lanes, training.lanes());
    ImageIntervals images = intervals(in.i64(), in.i64());
    Deadlines deadlines = deadlines(in);
    List<long[]> samples = new ArrayList<>();
    for (int each = 0; each < shards.size(); each++) {
      samples.add(Numbers.read(in));
    }
    return new HostOrder.Table(new ServerSettings(run, training, images, deadlines), samples);
  }

  private static void rows(TextWriter out, RowServerSettings settings) {
    RowTrainingBytes.write(out, settings.training());
    write(out, settings.deadlines());
    out.i64(settings.listBytes());
  }

  private static HostOrder.What rows(String run, TextReader in, List<Integer> shards, int lanes)
      throws BadFrameException {
    RowTraining training = RowTrainingBytes.read(in);
    requireFits(shards, training.tables().shards(), lanes, training.lanes());
    return new HostOrder.Rows(new RowServerSettings(run, training, deadlines(in), in.i64()));
  }

  private static void requireFits(List<Integer> held, int shards, int granted, int lanes)
      throws BadFrameException {
    for (int shard : held) {
      if (shard < 0 || shard >= shards) {
        throw new BadFrameException("shard " + shard + " of a run with " + shards);
      }
    }
    if (granted != lanes) {
      throw new BadFrameException(granted + " lanes' iterations: expected " + lanes);
    }
  }

  private static void write(TextWriter out, Deadlines deadlines) {
    out.i64(deadlines.rendezvous().toMillis()).i64(deadlines.parked().toMillis());
  }

  private static Deadlines deadlines(TextReader in) throws BadFrameException {
    return new Deadlines(Duration.ofMillis(in.i64()), Duration.ofMillis(in.i64()));
  }

  private static ImageIntervals intervals(long evaluation, long checkpoint)
      throws BadFrameException {
    try {
      return new ImageIntervals(evaluation, checkpoint);
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(String.valueOf(e.getMessage()));
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
}
