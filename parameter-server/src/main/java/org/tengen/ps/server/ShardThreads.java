package org.tengen.ps.server;

import java.util.List;
import java.util.function.IntFunction;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;

/** Some or all of a run's shards in this JVM, each with a thread. For any thread. */
public final class ShardThreads implements Placed<PlacedShard> {
  /** No more than a transport's threads have for themselves. */
  private static final int FEW_CORES = 2;

  private final int lanes;
  private final ServedThreads<Shard> threads = new ServedThreads<>();

  /** All of a run's shards. */
  ShardThreads(ServerSettings settings, List<ShardImage> from, ShardListener listener) {
    this(
        settings,
        from,
        ShardSettings.granted(settings.training().lanes(), from),
        shard -> listener);
  }

  /**
   * Shards that serve nobody before {@link #start}. One that has nothing left to do says so at
   * once.
   *
   * @param from what each of those that are here starts from
   * @param granted by lane, the iterations already given out in the whole run
   * @param listeners who hears of a shard, by its index
   */
  public ShardThreads(
      ServerSettings settings,
      List<ShardImage> from,
      long[] granted,
      IntFunction<ShardListener> listeners) {
    this.lanes = settings.training().lanes();
    for (ShardImage image : from) {
      add(settings, image, granted, listeners.apply(image.shard()));
    }
  }

  private void add(
      ServerSettings settings, ShardImage image, long[] granted, ShardListener listener) {
    ShardSettings shardSettings =
        new ShardSettings(
            settings.training(),
            settings.images(),
            image,
            granted,
            settings.deadlines().parked().toNanos());
    Shard shard =
        threads.add(
            "tengen-shard-" + image.shard() + "-" + settings.runId(),
            bell -> new Shard(shardSettings, listener, bell));
    if (shard.pushes() == settings.training().pushes()) {
      listener.onFinished(image.shard());
    }
  }

  @Override
  public void start() {
    threads.start();
  }

  @Override
  public List<PlacedShard> shards() {
    return threads.shards().stream().<PlacedShard>map(ShardHere::new).toList();
  }

  /** Where lanes pull and push, in the order of the images. */
  public List<Endpoint> endpoints() {
    return List.copyOf(threads.shards());
  }

  /**
   * The same for callers of this JVM. Where there are workers for all cores, or there is one shard,
   * they do a shard's work themselves if nobody is at it; else shards work beside each other.
   */
  List<Endpoint> calls() {
    return helped(alone() || lanes >= Runtime.getRuntime().availableProcessors());
  }

  /**
   * The same for a transport, whose few threads do a shard's work themselves if nobody is at it,
   * but where several shards could work beside each other.
   */
  public List<Endpoint> served() {
    return helped(alone() || Runtime.getRuntime().availableProcessors() <= FEW_CORES);
  }

  private boolean alone() {
    return threads.shards().size() == 1;
  }

  private List<Endpoint> helped(boolean are) {
    return are ? threads.calls() : endpoints();
  }

  @Override
  public void close() {
    threads.close();
  }
}
