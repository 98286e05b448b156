package org.tengen.ps.host;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.server.ShardHere;
import org.tengen.ps.server.ShardThreads;
import org.tengen.ps.serving.OwnedShard;
import org.tengen.ps.table.Range;
import org.tengen.ps.tcp.TcpClient;
import org.tengen.ps.wire.BadFrameException;
import org.tengen.ps.wire.TextReader;
import org.tengen.ps.wire.TextWriter;

/** Shards of a dense table, once all their slices have come. */
final class TableHoldings implements Holdings {
  private final HostOrder.Begin begin;
  private final HostOrder.Table table;
  private final HostImages images;
  private final Map<Integer, SliceImage> slices = new TreeMap<>();
  private final @Nullable HostedReplicas replicas;
  private @Nullable ShardThreads threads;

  /**
   * @param clients makes what opens connections to the run's other hosts
   * @param log takes lines about replicas whose part changes; any thread
   */
  TableHoldings(
      HostOrder.Begin begin,
      HostOrder.Table table,
      HostNews news,
      Supplier<TcpClient> clients,
      Consumer<String> log) {
    this.begin = begin;
    this.table = table;
    HostOrder.Copies copies = begin.copies();
    this.replicas =
        copies == null
            ? null
            : new HostedReplicas(table.settings(), begin.granted(), copies, clients, log);
    this.images = new HostImages(table.settings().training().layout().length(), news);
  }

  @Override
  public void add(int shard, long number, byte[] content) {
    SliceImage image;
    try {
      image = SliceBytes.read(new TextReader(ByteBuffer.wrap(content)));
    } catch (BadFrameException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
    int slice = image.slice();
    Range indices = indices(shard);
    if (slice != number || slice < indices.from() || slice >= indices.to()) {
      throw new IllegalArgumentException("slice " + slice + " is none of shard " + shard);
    }
    Range range = settings().training().layout().slice(slice);
    int lanes = settings().training().lanes();
    if (!image.range().equals(range)
        || image.weights().length != range.length()
        || image.clocks().length != lanes) {
      throw new IllegalArgumentException(
          "slice %d has %d floats and %d lanes: expected %d and %d"
              .formatted(
                  slice, image.weights().length, image.clocks().length, range.length(), lanes));
    }
    slices.put(slice, image);
  }

  @Override
  public Map<Integer, Held> start() {
    List<ShardImage> from = new ArrayList<>();
    for (int at = 0; at < begin.shards().size(); at++) {
      from.add(image(begin.shards().get(at), table.laneSamples().get(at)));
    }
    slices.clear();
    if (replicas == null) {
      return startAlone(from);
    }
    replicas.start(from, images::listener);
    Map<Integer, Held> held = new HashMap<>();
    replicas
        .byShard()
        .forEach(
            (number, replica) ->
                held.put(number, new Shard(new ShardHere(replica.shard()), replica, images)));
    return held;
  }

  private Map<Integer, Held> startAlone(List<ShardImage> from) {
    ShardThreads here = new ShardThreads(settings(), from, begin.granted(), images::listener);
    threads = here;
    Map<Integer, Held> held = new HashMap<>();
    for (int at = 0; at < begin.shards().size(); at++) {
      held.put(
          begin.shards().get(at), new Shard(here.shards().get(at), here.served().get(at), images));
    }
    here.start();
    return held;
  }

  private ShardImage image(int shard, long[] laneSamples) {
    List<SliceImage> own = new ArrayList<>();
    Range indices = indices(shard);
    for (int slice = indices.from(); slice < indices.to(); slice++) {
      SliceImage image = slices.get(slice);
      if (image == null) {
        throw new IllegalArgumentException("slice " + slice + " of shard " + shard + " is missing");
      }
      own.add(image);
    }
    return new ShardImage(shard, ImageKind.CHECKPOINT, laneSamples, own);
  }

  @Override
  public byte[] fetch(long ticket, int at) {
    ShardImage image = images.image(ticket);
    if (image == null || at < 0 || at >= image.slices().size()) {
      throw new IllegalArgumentException("no slice " + at + " of image " + ticket);
    }
    TextWriter out = new TextWriter();
    SliceBytes.write(out, image.slices().get(at));
    return out.toBytes();
  }

  @Override
  public void release(long ticket) {
    images.release(ticket);
  }

  @Override
  public @Nullable HostedReplicas replicas() {
    return replicas;
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
    if (replicas != null) {
      replicas.close();
    }
  }

  private ServerSettings settings() {
    return table.settings();
  }

  private Range indices(int shard) {
    return settings().training().layout().slicesOf(shard);
  }

  /** A shard here. */
  private record Shard(PlacedShard shard, Endpoint endpoint, HostImages images)
      implements Held, OwnedShard.Through {
    @Override
    public CompletableFuture<byte[]> count() {
      return shard.statistics().thenApply(StatisticsBytes::of);
    }

    @Override
    public CompletableFuture<byte[]> take(ImageKind kind) {
      return shard.image(kind).thenApply(image -> images.keep(image).toBytes());
    }
  }
}
