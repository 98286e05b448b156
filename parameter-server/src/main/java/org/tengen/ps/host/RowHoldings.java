package org.tengen.ps.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.checkpoint.RowShardReader;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.rows.RowShard;
import org.tengen.ps.rows.RowShardState;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.RowThreads;
import org.tengen.ps.serving.OwnedShard;

/** Shards of row tables: those of which no piece has come are as nobody has pushed to them. */
final class RowHoldings implements Holdings {
  private final HostOrder.Begin begin;
  private final RowServerSettings settings;
  private final HostNews news;
  private final RowMoments moments = new RowMoments();
  private final Map<Integer, Coming> coming = new HashMap<>();
  private @Nullable RowThreads threads;

  RowHoldings(HostOrder.Begin begin, RowServerSettings settings, HostNews news) {
    this.begin = begin;
    this.settings = settings;
    this.news = news;
  }

  /** A shard that comes piece after piece. */
  private static final class Coming {
    final RowShardReader reader;
    long next;

    Coming(RowShardReader reader) {
      this.reader = reader;
    }
  }

  /** Takes the next piece; the one before may come again, its answer having been lost. */
  @Override
  public void add(int shard, long number, byte[] content) {
    Coming its =
        coming.computeIfAbsent(
            shard, each -> new Coming(new RowShardReader(settings.training(), each)));
    if (number == its.next - 1) {
      return;
    }
    if (number != its.next) {
      throw new IllegalArgumentException(
          "piece %d of shard %d: expected %d".formatted(number, shard, its.next));
    }
    try {
      its.reader.add(content);
    } catch (IOException e) {
      throw new IllegalArgumentException("shard " + shard + " of rows: " + e.getMessage());
    }
    its.next++;
  }

  @Override
  public Map<Integer, Held> start() {
    List<RowShardState> from = new ArrayList<>();
    for (int number : begin.shards()) {
      from.add(state(number));
    }
    coming.clear();
    RowThreads here = new RowThreads(settings, from, begin.granted(), news);
    threads = here;
    Map<Integer, Held> held = new HashMap<>();
    for (int at = 0; at < begin.shards().size(); at++) {
      held.put(begin.shards().get(at), new Shard(here.here().get(at), moments));
    }
    here.start();
    return held;
  }

  private RowShardState state(int shard) {
    Coming its = coming.get(shard);
    if (its == null) {
      return new RowShardState(settings.training(), shard);
    }
    if (!its.reader.isWhole()) {
      throw new IllegalArgumentException(
          "shard %d of rows is not whole after %d pieces".formatted(shard, its.next));
    }
    return its.reader.state();
  }

  @Override
  public byte[] fetch(long ticket, int at) {
    return moments.piece(ticket, at);
  }

  @Override
  public void release(long ticket) {
    moments.release(ticket);
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.close();
    }
  }

  /** A shard here. */
  private record Shard(RowShard shard, RowMoments moments) implements Held, OwnedShard.Through {
    @Override
    public Endpoint endpoint() {
      return shard;
    }

    @Override
    public CompletableFuture<byte[]> count() {
      return shard.statistics().thenApply(StatisticsBytes::of);
    }

    @Override
    public CompletableFuture<byte[]> take(ImageKind kind) {
      return shard.snapshot().thenApply(snapshot -> moments.keep(snapshot).toBytes());
    }
  }
}
