package org.tengen.ps.server;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;

/** Some or all of a run's shards in this JVM, each with a thread. For any thread. */
public final class ShardThreads implements Placement.Placed {
  private static final long END_MS = 5000;

  /** No more than a transport's threads have for themselves. */
  private static final int FEW_CORES = 2;

  private final int lanes;
  private final List<Here> shards = new ArrayList<>();
  private final List<DutyThread> threads = new ArrayList<>();

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
    Bell bell = new Bell();
    ShardSettings shardSettings =
        new ShardSettings(
            settings.training(),
            settings.images(),
            image,
            granted,
            settings.deadlines().parked().toNanos());
    Shard shard = new Shard(shardSettings, listener, bell);
    shards.add(new Here(shard));
    if (shard.pushes() == settings.training().pushes()) {
      listener.onFinished(image.shard());
    }
    String name = "tengen-shard-" + image.shard() + "-" + settings.runId();
    threads.add(new DutyThread(name, new ShardDuty(shard), bell));
  }

  @Override
  public void start() {
    threads.forEach(DutyThread::start);
  }

  @Override
  public List<? extends PlacedShard> shards() {
    return List.copyOf(shards);
  }

  /** Where lanes pull and push, in the order of the images. */
  public List<Endpoint> endpoints() {
    return shards.stream().<Endpoint>map(Here::shard).toList();
  }

  /**
   * The same for callers of this JVM. Where there are workers for all cores, or there is one shard,
   * they do a shard's work themselves if nobody is at it; else shards work beside each other.
   */
  List<Endpoint> calls() {
    return helped(shards.size() == 1 || lanes >= Runtime.getRuntime().availableProcessors());
  }

  /**
   * The same for a transport, whose few threads do a shard's work themselves if nobody is at it,
   * but where several shards could work beside each other.
   */
  public List<Endpoint> served() {
    return helped(shards.size() == 1 || Runtime.getRuntime().availableProcessors() <= FEW_CORES);
  }

  private List<Endpoint> helped(boolean are) {
    if (!are) {
      return endpoints();
    }
    List<Endpoint> calls = new ArrayList<>();
    for (int at = 0; at < shards.size(); at++) {
      calls.add(new Called(shards.get(at).shard, threads.get(at)));
    }
    return calls;
  }

  @Override
  public void close() {
    threads.forEach(DutyThread::end);
    try {
      for (DutyThread thread : threads) {
        thread.join(END_MS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A shard whose caller helps. */
  private record Called(Endpoint shard, DutyThread thread) implements Endpoint {
    @Override
    public void submit(Request request, ReplyHandler handler) {
      ReplyHandler way = request instanceof Request.Pull ? new Helping(handler, thread) : handler;
      if (!thread.doing(() -> shard.submit(request, way))) {
        shard.submit(request, way);
      }
    }
  }

  /** The way of a pull's slices; who finds that it takes more, helps with more. */
  private record Helping(ReplyHandler way, DutyThread thread) implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {
      way.onWeights(slice, version, weights);
    }

    @Override
    public boolean ready(Runnable again) {
      return way.ready(
          () -> {
            if (!thread.doing(again)) {
              again.run();
            }
          });
    }

    @Override
    public void onReply(Reply reply) {
      way.onReply(reply);
    }
  }

  /** A shard of this JVM. */
  private record Here(Shard shard) implements PlacedShard {
    @Override
    public CompletableFuture<ShardStatistics> statistics() {
      return shard.statistics();
    }

    @Override
    public CompletableFuture<ShardImage> image(ImageKind kind) {
      return shard.image(kind);
    }

    @Override
    public CompletableFuture<Boolean> hold() {
      return shard.hold();
    }

    @Override
    public long pushes() {
      return shard.pushes();
    }
  }

  /** A shard as its thread sees it. */
  private record ShardDuty(Shard shard) implements DutyThread.Duty {
    @Override
    public int doWork(long nowNs) {
      return shard.doWork(nowNs);
    }

    @Override
    public void broke(Throwable cause) {
      shard.breakRun("a shard broke: " + cause);
    }

    @Override
    public void end() {
      shard.close("the run has ended");
    }
  }
}
