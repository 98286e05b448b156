package org.tengen.driver.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.WrongSetting;
import org.tengen.ps.checkpoint.RowCheckpoints;
import org.tengen.ps.checkpoint.RowOrigin;
import org.tengen.ps.checkpoint.RowShardImage;
import org.tengen.ps.client.RowBatch;
import org.tengen.ps.client.RowSession;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.rows.RowIds;
import org.tengen.ps.rows.RowInit;
import org.tengen.ps.rows.RowTableSpec;
import org.tengen.ps.rows.RowTables;
import org.tengen.ps.rows.RowTraining;
import org.tengen.ps.server.RowServer;
import org.tengen.ps.server.RowServerSettings;
import org.tengen.ps.server.ShardLostException;
import org.tengen.ps.store.LocalStore;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.training.Budget;

/** Row tables that lanes of Spark's train, with shards in the driver and in tasks. */
@Timeout(180)
class RowLaunchTest {
  private static final int LANES = 2;
  private static final int SHARDS = 3;
  private static final int WIDTH = 5;
  private static final int CLOCKS = 60;
  private static final RowTraining TRAINING =
      new RowTraining(
          new RowTables(
              List.of(
                  new RowTableSpec(
                      "words",
                      400,
                      WIDTH,
                      RowInit.parse("uniform:0.5"),
                      OptimiserSettings.parse("adagrad"),
                      Schedule.parse("constant", 0.1f))),
              SHARDS),
          LANES,
          Strategy.parse("bsp"),
          new Budget(2L * CLOCKS * LANES, 2),
          7);

  /** Iterations that lanes may go on by, where each look at the run lets them have some more. */
  private static final Semaphore PACE = new Semaphore(0);

  private static JavaSparkContext spark;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start(LANES + SHARDS);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  /** Draws rows that it reads from its partition's numbers together. */
  private record Drawing(boolean paced) implements RowProgram<Integer> {
    @Override
    public Map<String, String> facts() {
      return Map.of("arithmetic", "plain");
    }

    @Override
    public Work prepare(int lane, Iterator<Integer> records, Path its) throws IOException {
      int first = records.next();
      boolean paces = paced;
      return new Work() {
        @Override
        public StepTotals run(RowSession session) throws InterruptedException {
          return draw(session, first, paces);
        }

        @Override
        public void close() {}
      };
    }

    private static StepTotals draw(RowSession session, int first, boolean paced)
        throws InterruptedException {
      long samples = 0;
      for (long clock = session.clock(); ; clock++) {
        int[] rows = {(int) (clock % 7), 20 + (int) clock, 100 * first + (int) (clock % 50)};
        RowBatch batch = new RowBatch(RowIds.of(TRAINING.tables(), 0, rows), new float[15]);
        if (!session.pull(clock, List.of(batch))) {
          return new StepTotals(clock, samples, 0, 0, 0, 0, 0, 0, Traffic.NOTHING);
        }
        for (int i = 0; i < 15; i++) {
          batch.values()[i] -= first;
        }
        session.push(clock, List.of(batch), 2);
        samples += 2;
        if (paced && !PACE.tryAcquire(1, TimeUnit.MINUTES)) {
          throw new IllegalStateException("nobody looks any more");
        }
      }
    }
  }

  /** Writes a checkpoint at the end, and harms in between. */
  private final class Watching implements RowLaunch.Watch {
    private final RowCheckpoints checkpoints;
    private final Runnable harm;
    private final long stopAt;
    private boolean started;
    private boolean finished;
    private String sha256 = "";

    Watching(String name, long stopAt, Runnable harm) {
      this.checkpoints = new RowCheckpoints(new LocalStore(folder.resolve(name)), "", 2);
      this.stopAt = stopAt;
      this.harm = harm;
    }

    @Override
    public void onStart(long nowNs) {
      started = true;
    }

    @Override
    public boolean onLook(RowServer server) throws InterruptedException {
      PACE.release(2 * LANES);
      if (server.pushes() > 30) {
        harm.run();
      }
      return server.pushes() < stopAt;
    }

    @Override
    public void onEnd(RowServer server, boolean whole, double seconds) throws InterruptedException {
      finished = whole;
      List<RowShardImage> images = server.images();
      try {
        String name = checkpoints.write(images, Map.of());
        sha256 = whole ? checkpoints.export(name, TRAINING, 0, "words.bin") : "";
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        images.forEach(RowShardImage::close);
      }
    }
  }

  private static RowLaunch<Integer> launch(String run, ShardPlace place, boolean paced) {
    RowLaunch.Settings settings =
        new RowLaunch.Settings(
            RowServerSettings.usual(run, TRAINING),
            "rows " + run,
            TcpSettings.defaults(),
            null,
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            place);
    JavaRDD<Integer> partitions = spark.parallelize(List.of(1, 2), LANES);
    return new RowLaunch<>(spark, settings, partitions, new Drawing(paced));
  }

  private String trained(String run, ShardPlace place) throws InterruptedException {
    Watching watching = new Watching(run, Long.MAX_VALUE, () -> {});
    launch(run, place, false).run(RowOrigin.beginning(TRAINING), watching);
    assertThat(watching.started).isTrue();
    assertThat(watching.finished).isTrue();
    return watching.sha256;
  }

  @BeforeEach
  void nobodyHasLooked() {
    PACE.drainPermits();
  }

  @Test
  void endsInTheSameBitsWithShardsInTheDriverAndInTasks() throws InterruptedException {
    String here = trained("here", new ShardPlace.Driver());
    assertThat(here).hasSize(64);
    assertThat(trained("there", new ShardPlace.Executors())).isEqualTo(here);
    // and again, in the same slots
    assertThat(trained("again", new ShardPlace.Executors())).isEqualTo(here);
  }

  @Test
  void isStoppedAndGoesOnToTheSameBits() throws Exception {
    String unstopped = trained("unstopped", new ShardPlace.Driver());

    Watching stopped = new Watching("stopped", 60, () -> {});
    launch("first", new ShardPlace.Driver(), true).run(RowOrigin.beginning(TRAINING), stopped);
    assertThat(stopped.finished).isFalse();

    RowOrigin from = stopped.checkpoints.newest(TRAINING).orElseThrow();
    Watching resumed = new Watching("stopped", Long.MAX_VALUE, () -> {});
    launch("second", new ShardPlace.Executors(), false).run(from, resumed);
    assertThat(resumed.sha256).isEqualTo(unstopped);
  }

  @Test
  void aTaskThatHeldAShardAndIsLostEndsTheRunWhichNamesIt() {
    AtomicBoolean harmed = new AtomicBoolean();
    Watching watching =
        new Watching(
            "lost",
            Long.MAX_VALUE,
            () -> {
              if (harmed.compareAndSet(false, true)) {
                cancelTheShards();
              }
            });
    RowLaunch<Integer> launch = launch("lost", new ShardPlace.Executors(), true);
    assertThatThrownBy(() -> launch.run(RowOrigin.beginning(TRAINING), watching))
        .isInstanceOf(ShardLostException.class)
        .hasMessageMatching(
            "the server at 127\\.0\\.0\\.1:\\d+, which held shard \\d, is lost: .*");
  }

  private static void cancelTheShards() {
    for (int job : spark.statusTracker().getActiveJobIds()) {
      Optional.ofNullable(spark.statusTracker().getJobInfo(job))
          .filter(RowLaunchTest::ofShards)
          .ifPresent(info -> spark.sc().cancelJob(job));
    }
  }

  private static boolean ofShards(SparkJobInfo info) {
    return spark.statusTracker().getStageInfo(info.stageIds()[0]).numTasks() == SHARDS;
  }

  @Test
  void refusesMoreLanesAndShardsThanSlots() {
    RowLaunch.Settings settings =
        new RowLaunch.Settings(
            RowServerSettings.usual(
                "greedy",
                new RowTraining(
                    new RowTables(TRAINING.tables().specs(), 4),
                    LANES,
                    TRAINING.strategy(),
                    TRAINING.budget(),
                    7)),
            "rows",
            TcpSettings.defaults(),
            null,
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            new ShardPlace.Executors());
    RowLaunch<Integer> launch =
        new RowLaunch<>(spark, settings, spark.parallelize(List.of(1, 2), 2), new Drawing(false));
    Watching watching = new Watching("greedy", Long.MAX_VALUE, () -> {});
    assertThatThrownBy(() -> launch.run(RowOrigin.beginning(TRAINING), watching))
        .isInstanceOf(WrongSetting.class)
        .hasMessageContaining("workers=2 and shards=4 with placement=executors");
  }
}
