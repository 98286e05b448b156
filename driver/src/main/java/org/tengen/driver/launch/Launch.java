package org.tengen.driver.launch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
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
  private static final long LOOK_MS = 100;
  private static final long SETTLE_S = 5;
  private static final Duration CONNECT = Duration.ofSeconds(10);

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
    Training training = settings.server.training();
    int shards = settings.place.slots(training.layout().shards(), settings.replicas);
    Slots.await(spark.sc(), settings.server.together(), shards, settings.startDeadline);
    String run = settings.server.runId();
    Secret secret = PlacedShards.secret(settings.place);
    RunKey key = PlacedShards.key(settings.place, secret, run);
    try (Door door = listens() ? Door.open(listen(), key, settings.connections) : Door.closed();
        PlacedShards placed = place(secret, key, door);
        ParameterServer server = start(from, images, placed)) {
      door.serve(server);
      ServerWay way = new ServerWay(key, door.address(), placed.addresses(), settings.connections);
      ClientSettings client = client();
      JobLabels callers = JobLabels.of(spark);
      spark.setJobGroup(settings.server.runId(), "lanes of " + settings.description, true);
      LaneJobs jobs = jobs(server, new LaneTask<>(program, way, client), shards);
      Standstill standstill =
          new Standstill(spark, settings.server.runId(), settings.startDeadline);
      UnderWay underWay = new UnderWay(server, jobs, watch, standstill);
      try {
        return underWay.follow();
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

  /** What cannot be had is a matter of settings. */
  private PlacedShards place(Secret secret, RunKey key, Door door) throws InterruptedException {
    try {
      return PlacedShards.of(spark, settings, secret, key, door);
    } catch (RunFailedException e) {
      throw new WrongSetting("placement: " + e.getMessage(), e);
    }
  }

  private ParameterServer start(RunImage from, ImageListener images, PlacedShards placed)
      throws InterruptedException {
    try {
      return ParameterServer.start(settings.server, from, images, placed.placement());
    } catch (ShardLostException e) {
      throw e;
    } catch (RunFailedException e) {
      throw new WrongSetting("placement: " + e.getMessage(), e);
    }
  }

  /** A launch whose tasks are on their way, or at work. */
  private final class UnderWay {
    private final ParameterServer server;
    private final LaneJobs jobs;
    private final Watch watch;
    private final Standstill standstill;
    private long startedNs;
    private long reachedNs;
    private @Nullable Finish finish;

    UnderWay(ParameterServer server, LaneJobs jobs, Watch watch, Standstill standstill) {
      this.server = server;
      this.jobs = jobs;
      this.watch = watch;
      this.standstill = standstill;
    }

    Outcome follow() throws InterruptedException {
      Statistics statistics = server.statistics();
      while (jobs.look(statistics) && !overdue()) {
        start(statistics);
        server.takeMoves().forEach(watch::onMoved);
        if (!watch.onLook(statistics)) {
          return new Outcome(false, server.stop(), server.statistics(), seconds());
        }
        TimeUnit.MILLISECONDS.sleep(startedNs == 0 ? LOOK_MS / 10 : LOOK_MS);
        statistics = server.statistics();
      }
      double seconds = seconds();
      awaitFinish();
      Statistics last = server.statistics();
      watch.onLook(last);
      return new Outcome(true, server.image(ImageKind.CHECKPOINT), last, seconds);
    }

    private boolean reached() {
      return finish != null && finish.reached();
    }

    /** A task that was lost at the very end, and finds no slot again, has nothing left to do. */
    private boolean overdue() {
      long now = System.nanoTime();
      reachedNs = reached() && reachedNs == 0 ? now : reachedNs;
      return reachedNs != 0 && now - reachedNs > settings.withoutProgress.toNanos();
    }

    private void start(Statistics statistics) {
      long joined = statistics.lanes().stream().filter(Launch::joined).count();
      if (finish != null) {
        finish.throwIfFailed();
      } else if (joined >= settings.server.together()) {
        startedNs = System.nanoTime();
        finish = new Finish(server, settings.withoutProgress);
        watch.onStart(startedNs);
      } else {
        standstill.check(absent(statistics) + " have not joined");
      }
    }

    private void awaitFinish() throws InterruptedException {
      Finish waiting = finish == null ? new Finish(server, settings.withoutProgress) : finish;
      finish = waiting;
      waiting.await();
    }

    private double seconds() {
      return startedNs == 0 ? 0 : (System.nanoTime() - startedNs) / 1e9;
    }

    /** Ends the tasks, and lets them see that before the server's end would fail them. */
    void end() throws InterruptedException {
      if (finish != null) {
        finish.abandon();
      }
      if (jobs.cancel()) {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(SETTLE_S);
        while (jobs.activeTasks() > 0 && System.nanoTime() < endNs) {
          TimeUnit.MILLISECONDS.sleep(LOOK_MS);
        }
      }
    }
  }

  private static String absent(Statistics statistics) {
    List<String> absent =
        statistics.lanes().stream()
            .filter(lane -> !joined(lane))
            .map(lane -> Integer.toString(lane.lane()))
            .toList();
    return "lanes " + String.join(", ", absent) + " of " + statistics.lanes().size();
  }

  private static boolean joined(LaneStatistics lane) {
    return lane.incarnation() > 0;
  }

  /** Lanes wait a little longer than the server parks them: it knows whom they wait for. */
  private ClientSettings client() {
    ServerSettings server = settings.server;
    Duration parked = server.deadlines().parked();
    Duration longest =
        parked.compareTo(server.deadlines().rendezvous()) > 0
            ? parked
            : server.deadlines().rendezvous();
    Training training = server.training();
    return new ClientSettings(training.layout(), training.coding(), CONNECT, longest.plus(CONNECT))
        .with(settings.replicas);
  }

  private boolean listens() {
    return settings.connections.transport() != Transport.AUTO
        || settings.place instanceof ShardPlace.Executors
        || !SparkStart.isLocal(spark.getConf());
  }

  private Listen listen() {
    if (settings.listen != null) {
      return settings.listen;
    }
    String host = spark.getConf().get("spark.driver.host");
    return new Listen(spark.getConf().get("spark.driver.bindAddress", host), 0, host);
  }
}
