package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.lane.Coordinator;
import org.tengen.ps.lane.CoordinatorSettings;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.replica.Handover;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.Role;
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
  private final Mutation mutation;
  private final Coordinator coordinator;
  private final List<ShardProcess> processes = new ArrayList<>();
  private final @Nullable Replicas replicas;
  private final Witness witness;

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
    this.mutation = mutation;
    Scenario scenario = cluster.scenario();
    this.witness = new Witness(scenario, training, from.shards(), cluster.happenings());
    long[] granted = ShardSettings.granted(training.lanes(), from.shards());
    for (int copy = 0; copy < scenario.replicas(); copy++) {
      for (ShardImage image : from.shards()) {
        start(image, granted, copy);
      }
    }
    this.replicas =
        scenario.replicas() > 1 ? new Replicas(cluster, this, processes, mutation) : null;
    this.coordinator =
        new Coordinator(
            new CoordinatorSettings(
                scenario.lanes(),
                scenario.lanes(),
                training.strategy().gathering().reproducible(),
                RENDEZVOUS_NS),
            this::place,
            () -> {});
  }

  private void start(ShardImage image, long[] granted, int copy) {
    ImageIntervals intervals = new ImageIntervals(0, cluster.checkpointSamples());
    ShardSettings settings = new ShardSettings(training, intervals, image, granted, PARKED_NS);
    ReplicaStart begin =
        cluster.scenario().replicas() == 1
            ? null
            : ReplicaStart.first(copy == 0 ? Role.PRIMARY : Role.SUCCESSOR);
    add(settings, begin);
  }

  private ShardProcess add(ShardSettings settings, @Nullable ReplicaStart begin) {
    int number = processes.size();
    ShardProcess process =
        new ShardProcess(cluster, number, settings, begin, new Listener(), witness, mutation);
    processes.add(process);
    if (begin != null) {
      witness.neverAhead().add(process);
    }
    return process;
  }

  /** A new process begins with what a replica has handed over. */
  ShardProcess join(Handover handover) {
    ImageIntervals intervals = new ImageIntervals(0, cluster.checkpointSamples());
    ShardImage image = handover.copy().image();
    long[] granted = new long[training.lanes()];
    ShardSettings settings = new ShardSettings(training, intervals, image, granted, PARKED_NS);
    return add(settings.with(handover.copy()), handover.start());
  }

  /** Everything is in its place. */
  void start() {
    if (replicas != null) {
      replicas.start();
    }
  }

  private Reply.Placed place(int shard) {
    return replicas == null ? Reply.Placed.AT_FIRST : replicas.place(shard);
  }

  static String name(int target) {
    return target == COORDINATOR ? "coordinator" : "process " + target;
  }

  boolean alive() {
    return alive;
  }

  void kill() {
    alive = false;
    processes.forEach(ShardProcess::kill);
  }

  Witness witness() {
    return witness;
  }

  Optional<Replicas> replicas() {
    return Optional.ofNullable(alive ? replicas : null);
  }

  List<ShardProcess> processes() {
    return processes;
  }

  /** See {@link Replicas#level}. */
  @Nullable ShardProcess level(ShardProcess process) {
    return replicas == null ? null : replicas.level(process);
  }

  /** Who has all that a shard has acknowledged. */
  private ShardProcess current(int shard) {
    return replicas == null ? processes.get(shard) : replicas.current(shard);
  }

  private List<ShardProcess> current() {
    return IntStream.range(0, training.layout().shards()).mapToObj(this::current).toList();
  }

  /** Whether somebody can come to a process, or to the coordinator. */
  boolean reachable(int target) {
    return alive && (target == COORDINATOR || processes.get(target).alive());
  }

  /** Pushes applied on the first shard. */
  long pushes() {
    return current(0).shard().pushes();
  }

  /** Whether every shard has the whole budget. */
  boolean finished() {
    for (int shard = 0; shard < training.layout().shards(); shard++) {
      if (current(shard).shard().pushes() != training.pushes()) {
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
      processes.get(target).deliver(request, handler);
    }
  }

  /** One turn of a process, unless it is stopped. */
  void turn(int process) {
    if (alive) {
      processes.get(process).turn();
    }
  }

  /** Everybody looks at the clock. */
  void tick() {
    coordinator.doWork(cluster.time().nowNs());
    processes.forEach(ShardProcess::turn);
  }

  /** A process stops for a while. */
  void stall(int process, long forNs) {
    processes.get(process).stall(forNs);
  }

  /**
   * The shards that have done something since this was asked last, as they are now; of a shard with
   * replicas each that has all that was acknowledged.
   */
  List<ShardImage> changed() {
    List<ShardImage> changed = List.of();
    for (ShardProcess process : processes) {
      if (process.touched() && (replicas == null || replicas.counts(process))) {
        changed = changed.isEmpty() ? new ArrayList<>() : changed;
        changed.add(process.answer(each -> each.image(ImageKind.EVALUATION)));
      }
    }
    return changed;
  }

  List<ShardImage> images(ImageKind kind) {
    return current().stream().map(each -> each.answer(shard -> shard.image(kind))).toList();
  }

  List<ShardStatistics> statistics() {
    return current().stream().map(each -> each.answer(Shard::statistics)).toList();
  }

  /** Lets no lane begin another iteration, and says what a run can go on from. */
  RunImage stop() {
    current().forEach(each -> each.answer(Shard::hold));
    return new RunImage(ImageKind.CHECKPOINT, training.layout(), images(ImageKind.CHECKPOINT));
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
    public void onFinished(int shard) {}

    @Override
    public void onBroken(int shard, String message) {
      throw new Violation(Server.class, "the run broke: " + message);
    }
  }
}
