package org.tengen.ps.simulation;

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
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.training.Training;

/** The process of the shards and the coordinator, all of them real, from its start to its death. */
final class Server {
  static final int COORDINATOR = -1;
  private static final long PARKED_NS = 300_000_000_000L;
  private static final long RENDEZVOUS_NS = 60_000_000_000L;

  private final Cluster cluster;
  private final Training training;
  private final Coordinator coordinator;
  private final List<Shard> shards = new ArrayList<>();
  private final List<Endpoint> doors = new ArrayList<>();
  private final Witness witness;
  private final boolean[] finished;
  private final long[] stalledUntilNs;
  private final boolean[] touched;

  /** By multiple of the interval, the shards' images of one checkpoint. */
  private final Map<Long, @Nullable ShardImage[]> taken = new TreeMap<>();

  private boolean alive = true;

  /**
   * A server that goes on from an image.
   *
   * @param shardTraining what shards are told, which is what is trained but for mutations
   */
  Server(Cluster cluster, Training shardTraining, RunImage from, Mutation mutation) {
    this.cluster = cluster;
    this.training = shardTraining;
    Scenario scenario = cluster.scenario();
    this.coordinator =
        new Coordinator(
            new CoordinatorSettings(
                scenario.lanes(), training.strategy().gathering().reproducible(), RENDEZVOUS_NS),
            () -> {});
    this.witness = new Witness(scenario, training, from.shards());
    this.finished = new boolean[scenario.shards()];
    this.stalledUntilNs = new long[scenario.shards()];
    this.touched = new boolean[scenario.shards()];
    long[] granted = ShardSettings.granted(training.lanes(), from.shards());
    for (ShardImage image : from.shards()) {
      start(image, granted, mutation);
    }
  }

  private void start(ShardImage image, long[] granted, Mutation mutation) {
    ImageIntervals intervals = new ImageIntervals(0, cluster.checkpointSamples());
    ShardSettings settings = new ShardSettings(training, intervals, image, granted, PARKED_NS);
    Shard shard = new Shard(settings, new Listener(), () -> {});
    shards.add(shard);
    finished[image.shard()] = shard.pushes() == training.pushes();
    doors.add(witness.before(image.shard(), mutation.around(image.shard(), shard, cluster)));
  }

  static String name(int target) {
    return target == COORDINATOR ? "coordinator" : "shard " + target;
  }

  boolean alive() {
    return alive;
  }

  void kill() {
    alive = false;
  }

  Witness witness() {
    return witness;
  }

  List<Shard> shards() {
    return shards;
  }

  /** Whether every shard has the whole budget. */
  boolean finished() {
    for (boolean each : finished) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  void deliver(int target, Request request, ReplyHandler handler) {
    if (cluster.trace().on()) {
      cluster.say(name(target) + " is asked " + Words.of(request));
    }
    if (target == COORDINATOR) {
      coordinator.submit(request, handler);
      coordinator.doWork(cluster.time().nowNs());
    } else {
      doors.get(target).submit(request, handler);
      turn(target);
    }
  }

  /** One turn of a shard, unless it is stopped. */
  void turn(int shard) {
    long nowNs = cluster.time().nowNs();
    if (alive && nowNs >= stalledUntilNs[shard]) {
      shards.get(shard).doWork(nowNs);
      touched[shard] = true;
    }
  }

  /** Everybody looks at the clock. */
  void tick() {
    coordinator.doWork(cluster.time().nowNs());
    for (int shard = 0; shard < shards.size(); shard++) {
      turn(shard);
    }
  }

  /** A shard stops for a while. */
  void stall(int shard, long forNs) {
    stalledUntilNs[shard] = cluster.time().nowNs() + forNs;
    cluster.time().after(forNs, () -> turn(shard));
  }

  /** The shards that have done something since this was asked last, as they are now. */
  List<ShardImage> changed() {
    List<ShardImage> changed = List.of();
    for (int shard = 0; shard < touched.length; shard++) {
      if (touched[shard]) {
        touched[shard] = false;
        changed = changed.isEmpty() ? new ArrayList<>() : changed;
        changed.add(answer(shards.get(shard), each -> each.image(ImageKind.EVALUATION)));
      }
    }
    return changed;
  }

  List<ShardImage> images(ImageKind kind) {
    return shards.stream().map(shard -> answer(shard, each -> each.image(kind))).toList();
  }

  List<ShardStatistics> statistics() {
    return shards.stream().map(shard -> answer(shard, Shard::statistics)).toList();
  }

  /** Lets no lane begin another iteration, and says what a run can go on from. */
  RunImage stop() {
    for (Shard shard : shards) {
      answer(shard, Shard::hold);
    }
    return new RunImage(ImageKind.CHECKPOINT, training.layout(), images(ImageKind.CHECKPOINT));
  }

  private <T> T answer(Shard shard, Function<Shard, CompletableFuture<T>> question) {
    CompletableFuture<T> asked = question.apply(shard);
    shard.doWork(cluster.time().nowNs());
    return asked.join();
  }

  @Override
  public String toString() {
    return "clocks "
        + statistics().stream().map(each -> Arrays.toString(each.laneClocks())).toList();
  }

  /** What shards tell. */
  private final class Listener implements ShardListener {
    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      return kind == ImageKind.CHECKPOINT;
    }

    @Override
    public void onImage(long index, ShardImage image) {
      @Nullable ShardImage[] images =
          taken.computeIfAbsent(index, any -> new ShardImage[training.layout().shards()]);
      images[image.shard()] = image;
      List<ShardImage> all = new ArrayList<>();
      for (ShardImage each : images) {
        if (each == null) {
          return;
        }
        all.add(each);
      }
      taken.keySet().removeIf(each -> each <= index);
      cluster.checkpoint(Server.this, new RunImage(ImageKind.CHECKPOINT, training.layout(), all));
    }

    @Override
    public void onFinished(int shard) {
      finished[shard] = true;
    }

    @Override
    public void onBroken(int shard, String message) {
      throw new Violation(Server.class, "the run broke: " + message);
    }
  }
}
