package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.launch.Servers;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.host.SecretFile;
import org.tengen.ps.host.ShardHost;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

/** Trainings on Spark in this JVM whose shards are at hosts, reached over loopback. */
@Timeout(180)
final class HostedTrainingTest {
  private static final Control QUIET = new Control(1, 1, progress -> {}, () -> false, line -> {});

  private static JavaSparkContext spark;

  @TempDir private static Path folder;

  private static Path corpus = Path.of("unset");
  private static Path secret = Path.of("unset");

  private final List<ShardHost> hosts = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    spark = LocalSpark.start(2);
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < 400; line++) {
      lines.add("w%d w%d w%d w%d w%d".formatted(line % 7, line % 5, line % 3, line % 4, line % 6));
    }
    corpus = Files.write(folder.resolve("corpus.txt"), lines);
    secret = Files.writeString(folder.resolve("secret"), "only known to these tests");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterAll
  static void stop() {
    spark.close();
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

  private static TrainingSettings settings(
      String strategy, String straggler, @Nullable Servers servers) {
    return new TrainingSettings(
        new TrainingSettings.Text(corpus.toString(), "words", 1, 100, 0.1),
        new TrainingSettings.Network(NetworkSettings.Cell.LSTM, 3, 8, 16, 0),
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
            TcpSettings.defaults(), null, Duration.ofSeconds(30), Duration.ofSeconds(30), servers),
        1);
  }

  private static RunFolder fresh(String name) {
    return RunFolder.create(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  private static StrategyRun run(RunFolder out, Control control, TrainingSettings settings)
      throws InterruptedException {
    RunResult blank =
        new RunResult("test", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    return new NextWordRuns(spark, out, control).run(List.of(settings), blank).runs().get(0);
  }

  @Test
  void endsInTheBitsOfShardsInTheDriver() throws Exception {
    StrategyRun here = run(fresh("here"), QUIET, settings("bsp", "none", null));
    StrategyRun there = run(fresh("there"), QUIET, settings("bsp", "none", twoHosts()));

    assertThat(there.weightsSha256()).isEqualTo(here.weightsSha256());
    assertThat(there.validation()).isEqualTo(here.validation());
    assertThat(there.curve())
        .extracting(StrategyRun.CurvePoint::samples)
        .containsExactly(640L, 1_280L, 1_920L, 2_560L, 3_200L);
  }

  @Test
  void namesTheServerThatIsLostAndGoesOnElsewhereToTheSameBits() throws Exception {
    StrategyRun unharmed = run(fresh("unharmed"), QUIET, settings("bsp", "none", null));
    Servers servers = twoHosts();
    RunFolder out = fresh("bereft");
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
    StrategyRun resumed = run(out, QUIET, settings("bsp", "none", null));

    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
  }

  @Test
  void refusesServersThatCannotBeReached() throws Exception {
    Servers servers = twoHosts();
    closeHosts();
    TrainingSettings settings = settings("bsp", "none", servers);
    TrainingSettings hasty =
        new TrainingSettings(
            settings.text(),
            settings.network(),
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
    assertThatThrownBy(() -> run(fresh("unreached"), QUIET, hasty))
        .isInstanceOf(WrongSetting.class)
        .hasMessageStartingWith(
            "servers: cannot reach the parameter server at " + servers.addresses().get(0));
  }
}
