package org.tengen.ps.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.tcp.TcpClient;

/** The run that a host has, of whatever kind its shards are. Desk's thread only. */
final class HostedRun implements AutoCloseable {
  private final HostOrder.Begin begin;
  private final HostNews news = new HostNews();
  private final Holdings holdings;
  private final Map<Integer, Holdings.Held> shards = new HashMap<>();
  private final Map<Integer, Taken> taken = new HashMap<>();
  private Map<Integer, Endpoint> endpoints = Map.of();
  private boolean started;

  /** What was answered to a shard's owner when it asked for an image last. */
  private record Taken(long asked, CompletableFuture<byte[]> ticket) {}

  /**
   * @param clients makes what opens connections to the run's other hosts
   * @param log takes lines about replicas whose part changes; any thread
   */
  HostedRun(HostOrder.Begin begin, Supplier<TcpClient> clients, Consumer<String> log) {
    this.begin = begin;
    this.holdings =
        begin.what() instanceof HostOrder.Table table
            ? new TableHoldings(begin, table, news, clients, log)
            : new RowHoldings(begin, ((HostOrder.Rows) begin.what()).settings(), news);
  }

  String id() {
    return begin.run();
  }

  List<Integer> shardNumbers() {
    return begin.shards();
  }

  /**
   * Takes a piece of what a shard starts from.
   *
   * @throws IllegalArgumentException if none of the run's shards here has it, or it is not whole
   */
  void add(HostOrder.Piece piece) {
    if (started || !begin.shards().contains(piece.shard())) {
      throw new IllegalArgumentException(
          "a piece of shard %d: expected one of %s, before the start"
              .formatted(piece.shard(), begin.shards()));
    }
    holdings.add(piece.shard(), piece.number(), piece.content());
  }

  /**
   * Lets the shards serve. Starts once: an owner that has lost the answer asks again.
   *
   * @return where lanes pull and push, by shard
   * @throws IllegalArgumentException if a piece is missing
   */
  Map<Integer, Endpoint> start() {
    if (!started) {
      shards.putAll(holdings.start());
      started = true;
      Map<Integer, Endpoint> served = new HashMap<>();
      shards.forEach((number, shard) -> served.put(number, shard.endpoint()));
      endpoints = Map.copyOf(served);
    }
    return endpoints;
  }

  /** The replicas here; null where shards have no copies. */
  @Nullable HostedReplicas replicas() {
    return holdings.replicas();
  }

  News news(long seen) {
    long[] pushes =
        begin.shards().stream()
            .mapToLong(
                number -> {
                  Holdings.Held shard = shards.get(number);
                  return shard == null ? 0 : shard.pushes();
                })
            .toArray();
    return news.news(seen, pushes);
  }

  CompletableFuture<byte[]> count(HostOrder.Count count) {
    return shard(count.shard()).count();
  }

  CompletableFuture<Boolean> hold(HostOrder.Hold hold) {
    return shard(hold.shard()).hold(hold.hold());
  }

  /** Once for each question: an owner that has lost the answer asks again. */
  CompletableFuture<byte[]> take(HostOrder.Take take) {
    Taken before = taken.get(take.shard());
    if (before != null && before.asked == take.asked()) {
      return before.ticket;
    }
    Taken now = new Taken(take.asked(), shard(take.shard()).take(take.kind()));
    taken.put(take.shard(), now);
    return now.ticket;
  }

  byte[] fetch(HostOrder.Fetch fetch) {
    return holdings.fetch(fetch.ticket(), fetch.at());
  }

  void release(HostOrder.Release release) {
    holdings.release(release.ticket());
  }

  private Holdings.Held shard(int number) {
    Holdings.Held shard = shards.get(number);
    if (shard == null) {
      throw new IllegalArgumentException(
          "shard " + number + " does not serve here: expected one of " + begin.shards());
    }
    return shard;
  }

  @Override
  public void close() {
    holdings.close();
  }
}
