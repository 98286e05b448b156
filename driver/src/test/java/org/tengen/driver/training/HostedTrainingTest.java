package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.SparkJobInfo;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Servers;
import org.tengen.driver.launch.ShardPlace;
import org.tengen.driver.network.NextWord;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.host.SecretFile;
import org.tengen.ps.host.ShardHost;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

/** Trainings on Spark in this JVM whose shards are at hosts or in tasks, reached over loopback. */
@Timeout(180)
final class HostedTrainingTest {
  private static final ShardPlace IN_DRIVER = new ShardPlace.Driver();
  private static final ShardPlace ON_EXECUTORS = new ShardPlace.Executors();

  @TempDir private static Path folder;

  private static SmallRuns runs;
  private static Path secret = Path.of("unset");

  private final List<ShardHost> hosts = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    runs = new SmallRuns(5, folder);
    secret = Files.writeString(folder.resolve("secret"), "only known to these tests");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  @AfterEach
  void closeHosts() {
    hosts.forEach(ShardHost::close);
  }

  private Servers twoHosts() throws IOException {
    for (int host = 0; host < 2; host++) {
      hosts.add(
          ShardHost.start(
              Listen.onLoopback(),
              SecretFile.read(secret),
              TcpSettings.defaults(),
              ShardHost.SILENCE,
              line -> {}));
    }
    return new Servers(hosts.stream().map(ShardHost::address).toList(), secret);
  }

  private static TrainingSettings settings(String strategy, String straggler, ShardPlace place) {
    return new TrainingSettings(
        new TrainingSettings.Text(runs.corpus().toString(), "words", 1, 100, 0.1),
        new NextWord(NetworkSettings.Cell.LSTM, 3, 8, 16, 1, 0),
        new TrainingSettings.Lanes(2, 3, Strategy.parse(strategy), Straggler.parse(straggler)),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("adam"),
            0.01f,
            "constant",
            false,
            new Clipping.None(),
            16,
            3_200,
            0),
        new TrainingSettings.Watching(5, 640, 2),
        new TrainingSettings.Wire(
            TcpSettings.defaults(), null, Duration.ofSeconds(30), Duration.ofSeconds(30), place),
        1);
  }

  private static StrategyRun run(RunFolder out, Control control, TrainingSettings settings)
      throws InterruptedException {
    return runs.run(out, control, settings).runs().get(0);
  }

  @Test
  void endsInTheBitsOfShardsInTheDriver() throws Exception {
    StrategyRun here = run(runs.fresh("here"), SmallRuns.QUIET, settings("bsp", "none", IN_DRIVER));
    StrategyRun there =
        run(runs.fresh("there"), SmallRuns.QUIET, settings("bsp", "none", twoHosts()));

    assertThat(there.weightsSha256()).isEqualTo(here.weightsSha256());
    assertThat(there.validation()).isEqualTo(here.validation());
    assertThat(there.curve())
        .extracting(StrategyRun.CurvePoint::samples)
        .containsExactly(640L, 1_280L, 1_920L, 2_560L, 3_200L);
  }

  @Test
  void endsInTheSameBitsWithShardsInTasksWhichEndWithTheRun() throws Exception {
    StrategyRun here = run(runs.fresh("bits"), SmallRuns.QUIET, settings("bsp", "none", IN_DRIVER));
    StrategyRun there =
        run(runs.fresh("tasks"), SmallRuns.QUIET, settings("bsp", "none", ON_EXECUTORS));

    assertThat(there.weightsSha256()).isEqualTo(here.weightsSha256());
    // and again, in the same slots
    assertThat(
            run(runs.fresh("again"), SmallRuns.QUIET, settings("asp", "none", ON_EXECUTORS))
                .samples())
        .isEqualTo(3_200);
  }

  @Test
  void goesBackToACheckpointByItselfWhenAShardsTaskIsLost() throws Exception {
    StrategyRun unharmed =
        run(runs.fresh("whole"), SmallRuns.QUIET, settings("bsp", "none", IN_DRIVER));
    AtomicBoolean harmed = new AtomicBoolean();
    List<String> notices = new CopyOnWriteArrayList<>();
    Control harming =
        new Control(
            1,
            1,
            progress -> {
              boolean late = progress.samples() >= 1_280 && aCheckpointIsWhole("harmed");
              if (late && harmed.compareAndSet(false, true)) {
                cancelTheShards();
              }
            },
            () -> false,
            notices::add);

    StrategyRun run = run(runs.fresh("harmed"), harming, settings("bsp", "any:30x", ON_EXECUTORS));

    assertThat(run.weightsSha256()).isEqualTo(unharmed.weightsSha256());
    assertThat(notices)
        .singleElement()
        .asString()
        .matches(
            "the server at 127\\.0\\.0\\.1:\\d+, which held shard \\d, is lost: .*;"
                + " .*/harmed/checkpoints/checkpoint-\\d{8} is whole: all go on from there");
  }

  private static boolean aCheckpointIsWhole(String run) {
    try (Stream<Path> files = Files.walk(folder.resolve(run))) {
      return files.anyMatch(file -> file.endsWith("manifest.txt"));
    } catch (IOException | UncheckedIOException notNow) {
      return false;
    }
  }

  private static void cancelTheShards() {
    for (int job : runs.spark().statusTracker().getActiveJobIds()) {
      SparkJobInfo info = runs.spark().statusTracker().getJobInfo(job);
      if (info != null
          && runs.spark().statusTracker().getStageInfo(info.stageIds()[0]).numTasks() == 3) {
        runs.spark().sc().cancelJob(job);
      }
    }
  }

  @Test
  void refusesMoreWorkersAndShardsThanSlots() {
    TrainingSettings settings = settings("bsp", "none", ON_EXECUTORS);
    TrainingSettings greedy =
        new TrainingSettings(
            settings.subject(),
            new TrainingSettings.Lanes(2, 4, Strategy.parse("bsp"), Straggler.NONE),
            settings.learning(),
            settings.watching(),
            settings.wire(),
            1);
    assertThatThrownBy(() -> run(runs.fresh("greedy"), SmallRuns.QUIET, greedy))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(
            "workers=2 and shards=4 with placement=executors: the cluster local[5,4] has slots for 5"
                + " tasks at once after 30 s, and each worker and each shard takes one; use"
                + " --workers 1 or fewer");
  }

  @Test
  void namesTheServerThatIsLostAndGoesOnElsewhereToTheSameBits() throws Exception {
    StrategyRun unharmed =
        run(runs.fresh("unharmed"), SmallRuns.QUIET, settings("bsp", "none", IN_DRIVER));
    Servers servers = twoHosts();
    RunFolder out = runs.fresh("bereft");
    AtomicBoolean closed = new AtomicBoolean();
    Control closing =
        new Control(
            1,
            1,
            progress -> {
              if (progress.samples() >= 1_280 && closed.compareAndSet(false, true)) {
                hosts.get(1).close();
              }
            },
            () -> false,
            line -> {});

    assertThatThrownBy(() -> run(out, closing, settings("bsp", "any:30x", servers)))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageMatching(
            "the server at 127\\.0\\.0\\.1:%d, which held shard 1, is lost: .*;"
                    .formatted(servers.addresses().get(1).port())
                + " .*/bereft/checkpoints/checkpoint-\\d{8} is whole: go on with --resume");
    StrategyRun resumed = run(out, SmallRuns.QUIET, settings("bsp", "none", IN_DRIVER));

    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
  }

  @Test
  void refusesServersThatCannotBeReached() throws Exception {
    Servers servers = twoHosts();
    closeHosts();
    TrainingSettings settings = settings("bsp", "none", servers);
    TrainingSettings hasty =
        new TrainingSettings(
            settings.subject(),
            settings.lanes(),
            settings.learning(),
            settings.watching(),
            new TrainingSettings.Wire(
                TcpSettings.defaults(),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                servers),
            1);
    assertThatThrownBy(() -> run(runs.fresh("unreached"), SmallRuns.QUIET, hasty))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(
            "placement: cannot reach the parameter server at " + servers.addresses().get(0));
  }
}
