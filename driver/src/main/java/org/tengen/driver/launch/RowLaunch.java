package org.tengen.driver.launch;

import java.time.Duration;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.client.RowClientSettings;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.wire.RunKey;
import org.tengen.ps.wire.Secret;

/**
 * One training of row tables on the cluster, as {@link Launch} has it for a dense one: the
 * coordinator is in this JVM, and so are the shards unless settings place them elsewhere; each
 * partition is a task and a lane, and all have their slots at once.
 *
 * @param <T> the records of a partition
 */
public final class RowLaunch<T> {
  private final JavaSparkContext spark;
  private final Settings settings;
  private final JavaRDD<T> partitions;
  private final RowProgram<T> program;

  /** How it is launched; see {@link Launch.Settings}. */
  public record Settings(
      RowServerSettings server,
      String description,
      TcpSettings connections,
      @Nullable Listen listen,
      Duration startDeadline,
      Duration withoutProgress,
      ShardPlace place) {

    Reach reach() {
      return new Reach(
          server.runId(),
          description,
          server.training().tables().shards(),
          connections,
          listen,
          startDeadline,
          place,
          1);
    }
  }

  /** Looks on while a training runs. */
  public interface Watch {
    /** All lanes are there: the clock of the training starts. */
    void onStart(long nowNs);

    /**
     * The training goes on; called about ten times a second. What it asks the server for, images
     * for a checkpoint, say, delays the next look and no lane.
     *
     * @return false to stop it
     */
    boolean onLook(RowServer server) throws InterruptedException;

    /**
     * The training is over, and the server still there to be read.
     *
     * @param finished false when it was stopped before its end
     * @param seconds from the first moment at which every lane was there
     */
    void onEnd(RowServer server, boolean finished, double seconds) throws InterruptedException;
  }

  /** A launch of one lane per partition. */
  public RowLaunch(
      JavaSparkContext spark, Settings settings, JavaRDD<T> partitions, RowProgram<T> program) {
    this.spark = spark;
    this.settings = settings;
    this.partitions = partitions;
    this.program = program;
  }

  /**
   * Trains.
   *
   * @param from rows that nobody has pushed to, or a checkpoint's
   * @throws WrongSetting if there are too few slots, or port or places cannot be had
   * @throws ShardLostException if a host of shards is lost; the run may go on from a checkpoint
   * @throws RunFailedException if the training cannot go on; one line says why
   */
  public void run(RowOrigin from, Watch watch) throws InterruptedException {
    Reach reach = settings.reach();
    RowTraining training = settings.server.training();
    Slots.await(spark.sc(), training.lanes(), reach.slots(), settings.startDeadline);
    String run = settings.server.runId();
    Secret secret = PlacedShards.secret(settings.place);
    RunKey key = PlacedShards.key(settings.place, secret, run);
    try (Door door = reach.door(spark, key);
        PlacedShards placed = PlacedShards.had(spark, reach, secret, key, door);
        RowServer server = start(from, placed)) {
      door.serve(server.coordinator(), server.shards());
      ServerWay way = new ServerWay(key, door.address(), placed.addresses(), settings.connections);
      JobLabels callers = JobLabels.of(spark);
      spark.setJobGroup(run, "lanes of " + settings.description, true);
      LaneTask<T> task = new LaneTask<>(new RowLane<>(program, client(training)), way);
      OneStage jobs = OneStage.start(spark.statusTracker(), partitions, task);
      Followed followed = new Followed(server, jobs, watch);
      Standstill standstill = new Standstill(spark, run, settings.startDeadline);
      UnderWay underWay = new UnderWay(followed, jobs, settings.withoutProgress, standstill);
      try {
        boolean finished = underWay.follow();
        double seconds = underWay.seconds();
        if (finished) {
          underWay.awaitFinish();
        }
        watch.onEnd(server, finished, seconds);
      } finally {
        underWay.end();
        callers.restore();
      }
    }
  }

  private RowServer start(RowOrigin from, PlacedShards placed) throws InterruptedException {
    try {
      return RowServer.start(settings.server, from, placed.rowPlacement());
    } catch (ShardLostException e) {
      throw e;
    } catch (RunFailedException e) {
      throw PlacedShards.notHad(e);
    }
  }

  private RowClientSettings client(RowTraining training) {
    return new RowClientSettings(
        training.tables(), Launch.CONNECT, Launch.patience(settings.server.deadlines()));
  }

  /** The server and its lanes, followed to their end. */
  private static final class Followed implements UnderWay.Followed {
    private final RowServer server;
    private final OneStage jobs;
    private final Watch watch;
    private List<LaneReport> seen = List.of();

    Followed(RowServer server, OneStage jobs, Watch watch) {
      this.server = server;
      this.jobs = jobs;
      this.watch = watch;
    }

    @Override
    public boolean look() throws InterruptedException {
      seen = server.lanes();
      return jobs.running();
    }

    @Override
    public String absent() {
      return UnderWay.lanes(
          seen.stream().filter(lane -> lane.incarnation() == 0).map(LaneReport::lane).toList(),
          seen.size());
    }

    @Override
    public void started(long nowNs) {
      watch.onStart(nowNs);
    }

    @Override
    public boolean told() throws InterruptedException {
      return watch.onLook(server);
    }

    @Override
    public void awaitFinished(Duration withoutProgress) throws InterruptedException {
      server.awaitFinished(withoutProgress);
    }
  }
}
