package org.tengen.ps.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.server.PlacedShard;
import org.tengen.ps.server.ShardThreads;
import org.tengen.ps.table.Range;
import org.tengen.ps.tcp.TcpClient;

/** The run that a host has: its shards, once all their slices have come. Desk's thread only. */
final class HostedRun implements AutoCloseable {
  private final HostOrder.Begin begin;
  private final HostImages images;
  private final Map<Integer, SliceImage> slices = new TreeMap<>();
  private final Map<Integer, PlacedShard> shards = new HashMap<>();
  private Map<Integer, Endpoint> endpoints = Map.of();
  private final @Nullable HostedReplicas replicas;
  private @Nullable ShardThreads threads;
  private boolean started;

  /**
   * @param clients makes what opens connections to the run's other hosts
   * @param log takes lines about replicas whose part changes; any thread
   */
  HostedRun(HostOrder.Begin begin, Supplier<TcpClient> clients, Consumer<String> log) {
    this.begin = begin;
    HostOrder.Copies copies = begin.copies();
    this.replicas = copies == null ? null : new HostedReplicas(begin, copies, clients, log);
    this.images = new HostImages(begin.settings().training().layout().length());
  }

  String id() {
    return begin.run();
  }

  List<Integer> shardNumbers() {
    return begin.shards();
  }

  HostImages images() {
    return images;
  }

  /**
   * Takes a slice.
   *
   * @throws IllegalArgumentException if none of the run's shards here has it, or it is not whole
   */
  void add(SliceImage image) {
    int slice = image.slice();
    boolean known = begin.shards().stream().anyMatch(shard -> has(indices(shard), slice));
    if (!known) {
      throw new IllegalArgumentException(
          "slice " + slice + " is of none of shards " + begin.shards());
    }
    Range range = begin.settings().training().layout().slice(slice);
    int lanes = begin.settings().training().lanes();
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

  /**
   * Lets the shards serve; what they began from is not kept. Starts once: an owner that has lost
   * the answer asks again.
   *
   * @return where lanes pull and push, by shard
   * @throws IllegalArgumentException if a slice is missing
   */
  Map<Integer, Endpoint> start(List<long[]> laneSamples) {
    if (started) {
      return endpoints;
    }
    if (laneSamples.size() != begin.shards().size()) {
      throw new IllegalArgumentException(
          "a start of run %s is for %d shards: expected one for %d"
              .formatted(id(), laneSamples.size(), begin.shards().size()));
    }
    List<ShardImage> from = new ArrayList<>();
    for (int at = 0; at < begin.shards().size(); at++) {
      from.add(image(begin.shards().get(at), laneSamples.get(at)));
    }
    started = true;
    slices.clear();
    if (replicas == null) {
      startAlone(from);
    } else {
      replicas.start(from, images::listener);
      shards.putAll(replicas.byShard());
      endpoints = Map.copyOf(replicas.endpoints());
    }
    return endpoints;
  }

  private void startAlone(List<ShardImage> from) {
    ShardThreads here = new ShardThreads(begin.settings(), from, begin.granted(), images::listener);
    threads = here;
    Map<Integer, Endpoint> served = new HashMap<>();
    for (int at = 0; at < begin.shards().size(); at++) {
      shards.put(begin.shards().get(at), here.shards().get(at));
      served.put(begin.shards().get(at), here.served().get(at));
    }
    here.start();
    endpoints = Map.copyOf(served);
  }

  /** The replicas here; null where shards have no copies. */
  @Nullable HostedReplicas replicas() {
    return replicas;
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

  /** A shard that serves here; null if there is none of that number. */
  @Nullable PlacedShard shard(int number) {
    return shards.get(number);
  }

  /** By shard, in the order in which the owner named them. */
  long[] pushes() {
    return begin.shards().stream()
        .mapToLong(
            number -> {
              PlacedShard shard = shards.get(number);
              return shard == null ? 0 : shard.pushes();
            })
        .toArray();
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

  private Range indices(int shard) {
    return begin.settings().training().layout().slicesOf(shard);
  }

  private static boolean has(Range indices, int slice) {
    return slice >= indices.from() && slice < indices.to();
  }
}
