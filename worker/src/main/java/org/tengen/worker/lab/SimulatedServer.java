package org.tengen.worker.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.lane.Coordinator;
import org.tengen.ps.lane.CoordinatorSettings;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.time.VirtualTime;

/** The real shards and the real coordinator, whose turns are events. */
final class SimulatedServer {
  /** In place of a shard's index. */
  static final int COORDINATOR = -1;

  /** Mails that a shard takes in a turn; more than that, and it has another. */
  private static final int FULL_TURN = 256;

  private final LabSettings settings;
  private final VirtualTime time;
  private final Consequences consequences;
  private final Coordinator coordinator;
  private final List<Shard> shards = new ArrayList<>();
  private final List<Network.Line> in = new ArrayList<>();
  private final List<Network.Line> out = new ArrayList<>();
  private final boolean[] turning;
  private final ServerWork work;

  /** By shard; none where a server's work takes no time. */
  private final List<SimulatedThread> threads = new ArrayList<>();

  /** By slice, the pushes that were looked at. */
  private final long[] pushes;

  /** By multiple of the interval, the shards' images so far. */
  private final Map<Long, @Nullable ShardImage[]> images = new TreeMap<>();

  private int finished;

  /** What a server sets off. */
  interface Consequences {
    /** All shards have passed an evaluation's interval. */
    void onImage(RunImage image);

    /** The budget is applied on all shards. */
    void onFinished();
  }

  SimulatedServer(
      LabSettings settings,
      RunImage from,
      VirtualTime time,
      Machines machines,
      Consequences consequences) {
    this.settings = settings;
    this.time = time;
    this.consequences = consequences;
    int lanes = settings.training().lanes();
    this.coordinator =
        new Coordinator(
            new CoordinatorSettings(lanes, lanes, false, LabSettings.NEVER_NS), () -> {});
    this.turning = new boolean[from.shards().size()];
    this.work = ServerWork.of(settings.training());
    this.pushes = new long[settings.training().layout().slices()];
    boolean timed = settings.hardware().serverBytesPerSecond() < Double.POSITIVE_INFINITY;
    for (ShardImage image : from.shards()) {
      shards.add(
          new Shard(
              new ShardSettings(
                  settings.training(),
                  settings.images(),
                  image,
                  new long[lanes],
                  LabSettings.NEVER_NS),
              new Listener(),
              () -> {}));
      in.add(settings.hardware().network().new Line());
      out.add(settings.hardware().network().new Line());
      if (timed) {
        threads.add(new SimulatedThread(machines.ofServer()));
      }
    }
  }

  /** When a message to {@code target} arrives. */
  long arrivesNs(int target, long bytes) {
    return target == COORDINATOR
        ? time.nowNs() + settings.hardware().network().latencyNs()
        : in.get(target).arrivalNs(time.nowNs(), bytes);
  }

  /** When a message from {@code target} arrives. */
  long answersNs(int target, long bytes) {
    return target == COORDINATOR
        ? time.nowNs() + settings.hardware().network().latencyNs()
        : out.get(target).arrivalNs(time.nowNs(), bytes);
  }

  /** A request has arrived. */
  void deliver(int target, Request request, ReplyHandler handler) {
    if (target == COORDINATOR) {
      coordinator.submit(request, handler);
      coordinator.doWork(time.nowNs());
    } else if (threads.isEmpty()) {
      shards.get(target).submit(request, handler);
      if (!turning[target]) {
        turning[target] = true;
        time.now(() -> turn(target));
      }
    } else {
      threads
          .get(target)
          .run(
              takesNs(request),
              () -> {
                shards.get(target).submit(request, handler);
                turn(target);
              });
    }
  }

  /** Lets an answer go as soon as the shard has copied what it brings. */
  void answer(int target, long floats, Runnable send) {
    if (target == COORDINATOR || threads.isEmpty()) {
      send.run();
    } else {
      long ns = settings.hardware().movesNs(floats * work.aPull());
      threads.get(target).runFirst(ns, send);
    }
  }

  /** A shard's CPU time for a request itself; answers have their own. */
  private long takesNs(Request request) {
    if (!(request instanceof Request.Push push)) {
      return 0;
    }
    double bytes = push.payload().length() * work.aPush();
    pushes[push.slice()]++;
    if (pushes[push.slice()] % work.pushes() == 0) {
      bytes += settings.training().layout().slice(push.slice()).length() * work.anUpdate();
    }
    return settings.hardware().movesNs(bytes);
  }

  /** A shard's turn, with all that has arrived at this moment. */
  private void turn(int shard) {
    turning[shard] = false;
    int work;
    do {
      work = shards.get(shard).doWork(time.nowNs());
    } while (work >= FULL_TURN);
  }

  /** The table now, each shard as it is. */
  RunImage image(ImageKind kind) {
    return new RunImage(kind, settings.training().layout(), answers(shard -> shard.image(kind)));
  }

  List<ShardStatistics> statistics() {
    return answers(Shard::statistics);
  }

  private <T> List<T> answers(Function<Shard, CompletableFuture<T>> question) {
    List<T> answers = new ArrayList<>();
    for (Shard shard : shards) {
      CompletableFuture<T> asked = question.apply(shard);
      shard.doWork(time.nowNs());
      answers.add(asked.join());
    }
    return answers;
  }

  @Override
  public String toString() {
    return "clocks at the first shard " + Arrays.toString(statistics().get(0).laneClocks());
  }

  /** What shards tell. Evaluations come after the turn in which they are due. */
  private final class Listener implements ShardListener {
    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      return kind == ImageKind.EVALUATION;
    }

    @Override
    public void onImage(long index, ShardImage image) {
      @Nullable ShardImage[] gathered =
          images.computeIfAbsent(index, any -> new ShardImage[shards.size()]);
      gathered[image.shard()] = image;
      List<ShardImage> all = new ArrayList<>();
      for (ShardImage each : gathered) {
        if (each == null) {
          return;
        }
        all.add(each);
      }
      images.keySet().removeIf(each -> each <= index);
      RunImage whole = new RunImage(ImageKind.EVALUATION, settings.training().layout(), all);
      time.now(() -> consequences.onImage(whole));
    }

    @Override
    public void onFinished(int shard) {
      finished++;
      if (finished == shards.size()) {
        time.now(consequences::onFinished);
      }
    }

    @Override
    public void onBroken(int shard, String message) {
      throw new IllegalStateException(message);
    }
  }
}
