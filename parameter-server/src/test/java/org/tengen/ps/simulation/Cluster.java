package org.tengen.ps.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.lane.Coordinator;
import org.tengen.ps.lane.CoordinatorSettings;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;
import org.tengen.ps.shard.ShardStatistics;
import org.tengen.ps.training.Training;

/** Real shards and a real coordinator, simulated tasks, time and network; one seed. */
final class Cluster {
  private static final long DEADLINE_NS = 3_600_000_000_000L;
  private static final long SUCCESSOR_NS = 3_000_000;
  private static final long LOOK_NS = 5_000_000;
  private static final int MOST_EVENTS = 2_000_000;

  private final Scenario scenario;
  private final Training training;
  private final Faults faults;
  private final Random random;
  private final VirtualTime time = new VirtualTime();
  private final Network network;
  private final List<Invariant> invariants;
  private final List<Task> tasks = new ArrayList<>();
  private final List<Task> zombies = new ArrayList<>();
  private final List<Shard> shards = new ArrayList<>();
  private final boolean[] finished;
  private final boolean[] spent;
  private final List<String> broken = new ArrayList<>();
  private Coordinator coordinator;
  private int generation;
  private int kills;
  private int jumps;

  Cluster(Scenario scenario, Faults faults, long seed, List<Invariant> invariants) {
    this.scenario = scenario;
    this.training = scenario.training();
    this.faults = faults;
    this.random = new Random(seed);
    this.network = new Network(time, random, faults);
    this.invariants = invariants;
    this.finished = new boolean[scenario.shards()];
    this.spent = new boolean[scenario.lanes()];
    this.coordinator = newCoordinator();
    startShards(
        RunImage.initial(
            training.layout(), training.lanes(), new float[training.layout().length()]));
    startTasks();
  }

  Scenario scenario() {
    return scenario;
  }

  Training training() {
    return training;
  }

  VirtualTime time() {
    return time;
  }

  int kills() {
    return kills;
  }

  /** How often a lane has left clocks out that went on without it. */
  int jumps() {
    return jumps;
  }

  /** A lane goes on at a later clock. */
  void jumped() {
    jumps++;
  }

  /** Runs until every shard has the whole budget and every lane was told so. */
  void run() {
    runUntil(Long.MAX_VALUE);
  }

  /**
   * Runs until the end, or until {@code pushes} are applied.
   *
   * @return whether it is the end
   */
  boolean runUntil(long pushes) {
    long nextLookNs = time.nowNs();
    for (int event = 0; event < MOST_EVENTS; event++) {
      if (!time.next()) {
        throw new AssertionError("everybody waits at " + time.nowNs() + " ns: " + this);
      }
      if (!broken.isEmpty()) {
        throw new AssertionError(broken.get(0));
      }
      if (time.nowNs() >= nextLookNs) {
        nextLookNs = time.nowNs() + LOOK_NS;
        invariants.forEach(invariant -> invariant.check(this));
      }
      if (ended()) {
        invariants.forEach(invariant -> invariant.check(this));
        return true;
      }
      if (shards.get(0).pushes() >= pushes) {
        return false;
      }
    }
    throw new AssertionError("no end after " + MOST_EVENTS + " events: " + this);
  }

  /**
   * Stops the whole server as a signal would, kills every task, and goes on from the image. Tasks
   * of the old server cannot speak to the new one, which has another secret.
   */
  void restart() {
    for (Shard shard : shards) {
      answer(shard, Shard::hold);
    }
    List<ShardImage> images = new ArrayList<>();
    for (Shard shard : shards) {
      images.add(answer(shard, each -> each.image(ImageKind.CHECKPOINT)));
    }
    generation++;
    tasks.forEach(Task::kill);
    zombies.forEach(Task::kill);
    tasks.clear();
    shards.clear();
    coordinator = newCoordinator();
    startShards(new RunImage(ImageKind.CHECKPOINT, training.layout(), images));
    startTasks();
  }

  List<ShardImage> images() {
    return shards.stream()
        .map(shard -> answer(shard, each -> each.image(ImageKind.EVALUATION)))
        .toList();
  }

  List<ShardStatistics> statistics() {
    return shards.stream().map(shard -> answer(shard, Shard::statistics)).toList();
  }

  float[] weights() {
    return new RunImage(ImageKind.EVALUATION, training.layout(), images()).weights();
  }

  /** A task of the lane was told that the budget is spent. */
  void spent(int lane) {
    spent[lane] = true;
  }

  /** A new task takes the lane over after a while. */
  void replace(int lane) {
    kills++;
    int born = generation;
    time.after(
        1 + (long) (random.nextDouble() * SUCCESSOR_NS),
        () -> {
          if (born == generation) {
            Task task = new Task(this, lane, random, faults);
            zombies.add(tasks.set(lane, task));
            task.join();
          }
        });
  }

  void sendToCoordinator(Request request, Network.Ear ear) {
    Coordinator target = coordinator;
    int born = generation;
    network.send(target, request, ear, () -> born == generation, () -> target.doWork(time.nowNs()));
  }

  void sendToShard(int shard, Request request, Network.Ear ear) {
    Shard target = shards.get(shard);
    int born = generation;
    network.send(target, request, ear, () -> born == generation, () -> target.doWork(time.nowNs()));
  }

  private boolean ended() {
    return all(finished) && all(spent);
  }

  private static boolean all(boolean[] flags) {
    for (boolean each : flags) {
      if (!each) {
        return false;
      }
    }
    return true;
  }

  private Coordinator newCoordinator() {
    return new Coordinator(new CoordinatorSettings(scenario.lanes(), true, DEADLINE_NS), () -> {});
  }

  private void startShards(RunImage from) {
    long[] granted = ShardSettings.granted(training.lanes(), from.shards());
    for (ShardImage image : from.shards()) {
      ShardSettings settings =
          new ShardSettings(training, ImageIntervals.none(), image, granted, DEADLINE_NS);
      Shard shard = new Shard(settings, new Listener(), () -> {});
      shards.add(shard);
      finished[image.shard()] = shard.pushes() == training.pushes();
    }
  }

  private void startTasks() {
    for (int lane = 0; lane < scenario.lanes(); lane++) {
      tasks.add(new Task(this, lane, random, faults));
    }
    List.copyOf(tasks).forEach(Task::join);
  }

  private <T> T answer(Shard shard, Function<Shard, CompletableFuture<T>> question) {
    CompletableFuture<T> asked = question.apply(shard);
    shard.doWork(time.nowNs());
    return asked.join();
  }

  /** What shards tell. */
  private final class Listener implements ShardListener {
    @Override
    public boolean wantsImage(ImageKind kind, long index) {
      return false;
    }

    @Override
    public void onImage(long index, ShardImage image) {
      throw new AssertionError("an image that nobody wanted");
    }

    @Override
    public void onFinished(int shard) {
      finished[shard] = true;
    }

    @Override
    public void onBroken(int shard, String message) {
      broken.add(message);
    }
  }

  @Override
  public String toString() {
    return scenario
        + " after "
        + kills
        + " kills: "
        + tasks
        + ", clocks "
        + statistics().stream().map(each -> Arrays.toString(each.laneClocks())).toList();
  }
}
