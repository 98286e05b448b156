package org.tengen.driver.training;

import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.network.Trainee;
import org.tengen.models.Engine;
import org.tengen.models.ReplicaMemory;
import org.tengen.ps.codec.Codec;
import org.tengen.ps.codec.Format;
import org.tengen.ps.server.ImagesHeld;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.tcp.TcpMemory;

/**
 * The memory that a training takes, worked out from its settings alone: what {@code --dry-run}
 * shows, and what is compared with the {@link Room} that there is before anything starts.
 *
 * <p>The vocabulary counts as full, every buffer as filled.
 *
 * @param parameters of the network
 * @param shardsBytes of all replicas, on the heap of whoever has them: weights, their copy under a
 *     barrier, optimiser state, gathered gradients, and {@code keptBytes}
 * @param keptBytes of {@code shardsBytes}: the weights that lanes have pulled, at most one copy for
 *     each lane, where delays are compensated
 * @param imagesBytes on the driver's heap: the image that the run began from, and those that wait
 *     for their evaluation or for the checkpoint's file
 * @param lane each worker's replica, what its codec keeps, and its own weights where it has an
 *     optimiser of its own
 * @param evaluation the driver's own replica
 * @param laneServerBytes outside the heap of whoever has the shards, for each worker that comes by
 *     TCP
 * @param laneClientBytes outside the heap of a worker that comes by TCP
 * @param workers of the training, all of which come to every shard
 * @param shards how many there are
 * @param replicas of each
 * @param place where they are: they need no memory of the driver's where they are not in it
 */
public record Footprint(
    long parameters,
    long shardsBytes,
    long keptBytes,
    long imagesBytes,
    ReplicaMemory lane,
    ReplicaMemory evaluation,
    long laneServerBytes,
    long laneClientBytes,
    int workers,
    int shards,
    int replicas,
    ShardPlace place) {

  /** What Spark, the JVM, the vocabulary and the validation split take of a heap. */
  private static final long BASE = 300L << 20;

  /** Spark's own buffers, and what Netty's pools hold beyond what is asked of them. */
  private static final long DIRECT_BASE = 48L << 20;

  /** The footprint of a training. */
  public static Footprint of(TrainingSettings settings, Engine engine) {
    Trainee network = settings.largest();
    long parameters = network.parameters();
    Strategy strategy = settings.lanes().strategy();
    long served = served(settings, parameters);
    // a table beyond this is refused for the shards' sake
    Layout layout = Layout.of((int) Math.min(Integer.MAX_VALUE, served), settings.lanes().shards());
    int lanes = settings.lanes().workers();
    int replicas = settings.wire().replicas();
    long kept =
        strategy.correction().keepsPulled() ? parameters * Float.BYTES * lanes * replicas : 0;
    return new Footprint(
        parameters,
        served
                * Float.BYTES
                * replicas
                * (1 + stateArrays(settings) + gathering(strategy, lanes) + changes(settings))
            + kept,
        kept,
        Float.BYTES * served * copiesInImages(settings, served),
        withCodec(
            withOwnWeights(
                network.memory(engine, settings.learning().batch()), settings, parameters),
            settings.lanes().codec(),
            served),
        network.evaluationMemory(engine),
        TcpMemory.server(layout, settings.wire().connections()),
        TcpMemory.client(layout),
        lanes,
        settings.lanes().shards(),
        replicas,
        settings.wire().place());
  }

  /** The floats of the server's table, which has the optimisers' state if lanes share theirs. */
  private static long served(TrainingSettings settings, long parameters) {
    return settings.lanes().strategy().sent().sharesState()
        ? parameters * (1 + optimiserArrays(settings))
        : parameters;
  }

  /** With weights, gradient and optimiser state, and what is pulled and pushed, on the heap. */
  private static ReplicaMemory withOwnWeights(
      ReplicaMemory replica, TrainingSettings settings, long parameters) {
    if (!settings.lanes().strategy().sent().fromOwnWeights()) {
      return replica;
    }
    long own = parameters * (2 + optimiserArrays(settings)) + 2 * served(settings, parameters);
    return new ReplicaMemory(replica.offHeapBytes(), replica.heapBytes() + Float.BYTES * own);
  }

  /** When each float has changed last, and the floats before an update in place. */
  private static long changes(TrainingSettings settings) {
    return settings.lanes().codec().pullsChanges() ? 2 : 0;
  }

  /** With what the codec keeps, and its bytes at their longest: as many as raw ones. */
  private static ReplicaMemory withCodec(ReplicaMemory lane, Codec codec, long served) {
    long encoded = codec.format() == Format.FLOAT32 ? 0 : 1;
    long pulled = codec.pullsChanges() ? 1 : 0;
    long floats = codec.floatsKept() + encoded + pulled;
    return new ReplicaMemory(lane.offHeapBytes(), lane.heapBytes() + Float.BYTES * floats * served);
  }

  /** The tables that gathering keeps beside the weights. */
  private static long gathering(Strategy strategy, int lanes) {
    boolean several = strategy.gathering().pushes(lanes) > 1;
    long sums = several || strategy.gathering().wholeClock() ? 1 : 0;
    long before = strategy.gathering().wholeClock() ? 1 : 0;
    // at worst every lane's gradient has come early
    long early = strategy.gathering().reproducible() ? lanes : 0;
    return sums + before + early;
  }

  /** The first image, images for evaluation and one of them in one piece, and checkpoints. */
  private static long copiesInImages(TrainingSettings settings, long parameters) {
    boolean wholeClock = settings.lanes().strategy().gathering().wholeClock();
    long checkpoint = 1L + stateArrays(settings) + (wholeClock ? 1 : 0);
    long evaluations =
        Math.min(settings.watching().evaluations(), ImagesHeld.evaluations(parameters));
    return checkpoint + evaluations + 1 + ImagesHeld.CHECKPOINTS * checkpoint;
  }

  private static int stateArrays(TrainingSettings settings) {
    Strategy strategy = settings.lanes().strategy();
    return (strategy.sent().fromOwnWeights() ? 0 : optimiserArrays(settings))
        + strategy.correction().stateArrays();
  }

  private static int optimiserArrays(TrainingSettings settings) {
    return settings.learning().optimiser().optimiser().stateArrays();
  }

  /**
   * What the driver's JVM needs.
   *
   * @param lanesHere workers that run in it
   * @param lanesOverTcp workers that come by TCP, wherever they run
   */
  public Need driver(int lanesHere, int lanesOverTcp) {
    return new Need(
        BASE
            + (shardsInDriver(lanesHere) ? shardsBytes : 0)
            + imagesBytes
            + evaluation.heapBytes()
            + lanesHere * lane.heapBytes(),
        evaluation.offHeapBytes() + lanesHere * lane.offHeapBytes(),
        DIRECT_BASE
            + (shardsInDriver(lanesHere) ? lanesOverTcp * laneServerBytes : 0)
            + Math.min(lanesHere, lanesOverTcp) * laneClientBytes);
  }

  /** Where workers are in the driver's JVM, so are the executors' tasks. */
  private boolean shardsInDriver(int lanesHere) {
    return place instanceof ShardPlace.Driver
        || (place instanceof ShardPlace.Executors && lanesHere > 0);
  }

  /** What an executor with {@code lanes} workers needs. */
  public Need executor(int lanes) {
    return executor(lanes, 0);
  }

  /** The hosts of shards: on executors one for each shard, and one for each replica at least. */
  private int hosts() {
    return Math.max(shards, replicas);
  }

  /** What an executor with {@code lanes} workers and {@code held} hosts of shards needs. */
  public Need executor(int lanes, int held) {
    return new Need(
        BASE + lanes * lane.heapBytes() + (shardsBytes + replicas * imagesBytes) / hosts() * held,
        lanes * lane.offHeapBytes(),
        DIRECT_BASE + lanes * laneClientBytes + workers * laneServerBytes * held / shards);
  }

  /**
   * Refuses a training that does not fit in the driver.
   *
   * @param lanesHere workers that run in it
   * @param lanesOverTcp workers that come by TCP, wherever they run
   * @throws org.tengen.driver.WrongSetting with both numbers and the way to more
   */
  public void requireDriver(Room room, int lanesHere, int lanesOverTcp) {
    room.require(driver(lanesHere, lanesOverTcp), what("%d workers here".formatted(lanesHere)));
  }

  /**
   * Refuses a training whose workers do not fit in an executor.
   *
   * @param lanes workers that an executor runs at once
   * @throws org.tengen.driver.WrongSetting with both numbers and the way to more
   */
  public void requireExecutor(Room room, int lanes) {
    room.require(executor(lanes), what("%d workers in it".formatted(lanes)));
  }

  /**
   * Refuses a training whose workers and shards do not fit in an executor, however Spark mixes
   * them.
   *
   * @param lanes of the training
   * @param slots the most tasks that an executor runs at once
   * @throws org.tengen.driver.WrongSetting with both numbers and the way to more
   */
  public void requireExecutor(Room room, int lanes, int slots) {
    int most = Math.min(lanes, slots);
    int held = place instanceof ShardPlace.Executors ? Math.min(hosts(), slots) : 0;
    requireMix(room, most, Math.min(held, slots - most));
    requireMix(room, Math.min(lanes, slots - held), held);
  }

  private void requireMix(Room room, int lanes, int held) {
    String shardsToo = held == 0 ? "" : " and %d shards".formatted(held);
    room.require(executor(lanes, held), what("%d workers%s in it".formatted(lanes, shardsToo)));
  }

  private String what(String lanes) {
    return "%,d parameters with %s".formatted(parameters, lanes);
  }
}
