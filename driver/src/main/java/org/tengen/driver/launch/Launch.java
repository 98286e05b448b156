package org.tengen.driver.launch;

import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ImageListener;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.ps.training.Training;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * One training on the cluster, from the server's start to the last lane's end. The coordinator is
 * in this JVM, and so are the shards unless settings place them elsewhere; each partition is a task
 * and a lane.
 *
 * @param <T> the records of a partition
 */
public final class Launch<T> {
  static final Duration CONNECT = Duration.ofSeconds(10);

  private final JavaSparkContext spark;
  private final Settings settings;
  private final JavaRDD<T> partitions;
  private final LaneProgram<T> program;

  /**
   * How a training is launched.
   *
   * @param server its run id names the run, and Spark's job group
   * @param description of the training, in few words; Spark's UI shows it with each of its jobs
   * @param connections how lanes reach the server; all of them through sockets, those of this JVM
   *     too, unless its transport is {@link Transport#AUTO}
   * @param listen where the server listens, if it does; null for Spark's own host and any port
   * @param startDeadline for slots
   * @param withoutProgress the longest time in which no push is applied
   * @param place where the shards are
   * @param turn how long a lane stays at least where fewer lanes may run than there are: those of
   *     the run are more than its server's {@link ServerSettings#together}
   * @param replicas how many processes have each shard
   */
  public record Settings(
      ServerSettings server,
      String description,
      TcpSettings connections,
      @Nullable Listen listen,
      Duration startDeadline,
      Duration withoutProgress,
      ShardPlace place,
      Duration turn,
      int replicas) {

    /** A training whose shards are in the driver's JVM. */
    public Settings(
        ServerSettings server,
        String description,
        TcpSettings connections,
        @Nullable Listen listen,
        Duration startDeadline,
        Duration withoutProgress) {
      this(
          server,
          description,
          connections,
          listen,
          startDeadline,
          withoutProgress,
          new ShardPlace.Driver(),
          Duration.ZERO,
          1);
    }

    Reach reach() {
      return new Reach(
          server.runId(),
          description,
          server.training().layout().shards(),
          connections,
          listen,
          startDeadline,
          place,
          replicas);
    }
  }

  /**
   * What a training came to.
   *
   * @param finished false when it was stopped before its end; the image is then a checkpoint to go
   *     on from
   * @param seconds from the first moment at which every lane was there
   */
  public record Outcome(boolean finished, RunImage image, Statistics statistics, double seconds) {}

  /** Looks on while a training runs; called about ten times a second. */
  public interface Watch {
    /** All lanes are there: the clock of the training starts. */
    void onStart(long nowNs);

    /** A shard goes on elsewhere, or without its second replica; one line says which and why. */
    default void onMoved(String line) {}

    /** The training goes on. Returns false to stop it. */
    boolean onLook(Statistics statistics);
  }

  /** A launch of one lane per partition. */
  public Launch(
      JavaSparkContext spark, Settings settings, JavaRDD<T> partitions, LaneProgram<T> program) {
    this.spark = spark;
    this.settings = settings;
    this.partitions = partitions;
    this.program = program;
  }

  /**
   * Trains.
   *
   * @param from the initial table, or a checkpoint's
   * @throws WrongSetting if there are too few slots, or the port cannot be had
   * @throws RunFailedException if the training cannot go on; one line says why
   */
  public Outcome run(RunImage from, ImageListener images, Watch watch) throws InterruptedException {
    Reach reach = settings.reach();
    Slots.await(spark.sc(), settings.server.together(), reach.slots(), settings.startDeadline);
    String run = settings.server.runId();
    Secret secret = PlacedShards.secret(settings.place);
    RunKey key = PlacedShards.key(settings.place, secret, run);
    try (Door door = reach.door(spark, key);
        PlacedShards placed = PlacedShards.had(spark, reach, secret, key, door);
        ParameterServer server = start(from, images, placed)) {
      door.serve(server.coordinator(), server.shards());
      ServerWay way = new ServerWay(key, door.address(), placed.addresses(), settings.connections);
      JobLabels callers = JobLabels.of(spark);
      spark.setJobGroup(run, "lanes of " + settings.description, true);
      LaneTask<T> task = new LaneTask<>(new DenseLane<>(program, client()), way);
      LaneJobs jobs = jobs(server, task, reach.slots());
      Followed followed = new Followed(server, jobs, watch);
      Standstill standstill = new Standstill(spark, run, settings.startDeadline);
      UnderWay underWay = new UnderWay(followed, jobs, settings.withoutProgress, standstill);
      try {
        return followed.outcome(underWay);
      } finally {
        underWay.end();
        callers.restore();
      }
    }
  }

  private LaneJobs jobs(ParameterServer server, LaneTask<T> task, int shards) {
    return settings.server.together() < settings.server.training().lanes()
        ? new InTurns<>(spark, server, partitions, task, shards, settings)
        : OneStage.start(spark.statusTracker(), partitions, task);
  }

  private ParameterServer start(RunImage from, ImageListener images, PlacedShards placed)
      throws InterruptedException {
    try {
      return ParameterServer.start(settings.server, from, images, placed.placement());
    } catch (ShardLostException e) {
      throw e;
    } catch (RunFailedException e) {
      throw PlacedShards.notHad(e);
    }
  }

  /** The server and its lanes, followed to their end. */
  private final class Followed implements UnderWay.Followed {
    private final ParameterServer server;
    private final LaneJobs jobs;
    private final Watch watch;
    private Statistics seen;

    Followed(ParameterServer server, LaneJobs jobs, Watch watch) throws InterruptedException {
      this.server = server;
      this.jobs = jobs;
      this.watch = watch;
      this.seen = server.statistics();
    }

    Outcome outcome(UnderWay underWay) throws InterruptedException {
      if (!underWay.follow()) {
        return new Outcome(false, server.stop(), server.statistics(), underWay.seconds());
      }
      double seconds = underWay.seconds();
      underWay.awaitFinish();
      Statistics last = server.statistics();
      watch.onLook(last);
      return new Outcome(true, server.image(ImageKind.CHECKPOINT), last, seconds);
    }

    @Override
    public boolean look() throws InterruptedException {
      seen = server.statistics();
      return jobs.look(seen);
    }

    @Override
    public String absent() {
      List<LaneStatistics> lanes = seen.lanes();
      boolean enough = lanes.stream().filter(Launch::joined).count() >= settings.server.together();
      return enough
          ? ""
          : UnderWay.lanes(
              lanes.stream().filter(lane -> !joined(lane)).map(LaneStatistics::lane).toList(),
              lanes.size());
    }

    @Override
    public void started(long nowNs) {
      watch.onStart(nowNs);
    }

    @Override
    public boolean told() {
      server.takeMoves().forEach(watch::onMoved);
      return watch.onLook(seen);
    }

    @Override
    public void awaitFinished(Duration withoutProgress) throws InterruptedException {
      server.awaitFinished(withoutProgress);
    }
  }

  private static boolean joined(LaneStatistics lane) {
    return lane.incarnation() > 0;
  }

  /** Lanes wait a little longer than the server parks them: it knows whom they wait for. */
  static Duration patience(Deadlines deadlines) {
    Duration longest =
        deadlines.parked().compareTo(deadlines.rendezvous()) > 0
            ? deadlines.parked()
            : deadlines.rendezvous();
    return longest.plus(CONNECT);
  }

  private ClientSettings client() {
    ServerSettings server = settings.server;
    Training training = server.training();
    return new ClientSettings(
            training.layout(), training.coding(), CONNECT, patience(server.deadlines()))
        .with(settings.replicas);
  }
}
