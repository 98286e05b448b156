package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.replica.Handover;
import org.tengen.ps.replica.ReplicaStart;
import org.tengen.ps.replica.Role;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.training.Training;

/** The shards of a dense table, each in one process or in two. */
final class DenseShards implements Shards {
  private static final float[] UNTOLD = new float[0];

  private final Cluster cluster;
  private final Server server;
  private final DenseTrained trained;
  private final Training training;

  /** What shards are told, which is what is trained but for mutations. */
  private final Training told;

  private final Mutation mutation;
  private final @Nullable Replicas replicas;
  private final DenseWitness witness;

  /** By multiple of the interval, the shards' images of one checkpoint. */
  private final Map<Long, @Nullable ShardImage[]> taken = new TreeMap<>();

  DenseShards(
      Cluster cluster, Server server, DenseTrained trained, RunImage from, Mutation mutation) {
    this.cluster = cluster;
    this.server = server;
    this.trained = trained;
    this.training = trained.training();
    this.told = told(mutation.told(training.strategy()));
    this.mutation = mutation;
    this.witness = new DenseWitness(trained, from.shards(), cluster.happenings());
    long[] granted = ShardSettings.granted(training.lanes(), from.shards());
    for (int copy = 0; copy < trained.replicas(); copy++) {
      for (ShardImage image : from.shards()) {
        start(image, granted, copy);
      }
    }
    this.replicas = trained.replicas() > 1 ? new Replicas(cluster, server, this, mutation) : null;
  }

  private void start(ShardImage image, long[] granted, int copy) {
    ImageIntervals intervals = new ImageIntervals(0, cluster.checkpointSamples());
    ShardSettings settings = new ShardSettings(told, intervals, image, granted, PARKED_NS);
    ReplicaStart begin =
        trained.replicas() == 1
            ? null
            : ReplicaStart.first(copy == 0 ? Role.PRIMARY : Role.SUCCESSOR);
    add(settings, begin);
  }

  private Training told(Strategy strategy) {
    return new Training(
        training.table(),
        training.layout(),
        training.lanes(),
        strategy,
        training.budget(),
        training.codec());
  }

  private ShardProcess add(ShardSettings settings, @Nullable ReplicaStart begin) {
    int number = server.processes().size();
    ShardProcess process =
        new ShardProcess(cluster, number, settings, begin, new Listener(), witness, mutation);
    server.add(process);
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
    ShardSettings settings = new ShardSettings(told, intervals, image, granted, PARKED_NS);
    return add(settings.with(handover.copy()), handover.start());
  }

  @Override
  public void start() {
    if (replicas != null) {
      replicas.start();
    }
  }

  @Override
  public Reply.Placed place(int shard) {
    return replicas == null ? Reply.Placed.AT_FIRST : replicas.place(shard);
  }

  @Override
  public Witness witness() {
    return witness;
  }

  @Override
  public Optional<Replicas> replicas() {
    return Optional.ofNullable(replicas);
  }

  /** Who has all that a shard has acknowledged. */
  private ShardProcess current(int shard) {
    return replicas == null ? server.processes().get(shard) : replicas.current(shard);
  }

  private List<ShardProcess> current() {
    return IntStream.range(0, trained.shards()).mapToObj(this::current).toList();
  }

  @Override
  public long pushes(int shard) {
    return current(shard).shard().pushes();
  }

  /** Of a shard with replicas each that has all that was acknowledged. */
  @Override
  public List<Stand> changed() {
    List<Stand> changed = List.of();
    for (ShardProcess process : server.processes()) {
      if (process.touched() && (replicas == null || replicas.counts(process))) {
        changed = changed.isEmpty() ? new ArrayList<>() : changed;
        changed.add(stand(process.answer(each -> each.image(ImageKind.EVALUATION))));
      }
    }
    return changed;
  }

  @Override
  public List<Stand> now() {
    return images(ImageKind.EVALUATION).stream().map(this::stand).toList();
  }

  private Stand stand(ShardImage image) {
    return new Stand(image.shard(), image.slices().stream().map(this::piece).toList());
  }

  private Stand.Piece piece(SliceImage slice) {
    long[] due = new long[slice.clocks().length];
    for (int lane = 0; lane < due.length; lane++) {
      due[lane] = OneHot.before(slice.clocks()[lane]);
    }
    float[] hot = trained.tells(slice.slice()) ? slice.weights() : UNTOLD;
    return new Stand.Piece(slice.slice(), slice.version(), slice.clocks(), due, hot);
  }

  private List<ShardImage> images(ImageKind kind) {
    return current().stream().map(each -> each.answer(shard -> shard.image(kind))).toList();
  }

  @Override
  public List<End> ends() {
    return current().stream().map(each -> end(each.answer(Shard::statistics))).toList();
  }

  private static End end(ShardStatistics shard) {
    return new End(shard.shard(), shard.laneClocks(), shard.laneSkipped(), shard.staleness());
  }

  @Override
  public float[] weights() {
    return whole(ImageKind.EVALUATION).weights();
  }

  @Override
  public Saved stop() {
    current().forEach(each -> each.answer(Shard::hold));
    return new DenseSafe.Image(whole(ImageKind.CHECKPOINT));
  }

  private RunImage whole(ImageKind kind) {
    return new RunImage(kind, training.layout(), images(kind));
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
          taken.computeIfAbsent(index, any -> new ShardImage[trained.shards()]);
      images[image.shard()] = image;
      List<ShardImage> all = new ArrayList<>();
      for (ShardImage each : images) {
        if (each == null) {
          return;
        }
        all.add(each);
      }
      taken.keySet().removeIf(each -> each <= index);
      RunImage whole = new RunImage(ImageKind.CHECKPOINT, training.layout(), all);
      cluster.checkpoint(server, new DenseSafe.Image(whole));
    }

    @Override
    public void onFinished(int shard) {}

    @Override
    public void onBroken(int shard, String message) {
      throw new Violation(Server.class, "the run broke: " + message);
    }
  }
}
