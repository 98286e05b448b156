package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.corpus.text.OnBadRecord;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.games.MadeUpGames;
import org.tengen.driver.run.RunFolder;
import org.tengen.go.Rules;
import org.tengen.models.policyvalue.BoardPlanes;
import org.tengen.models.policyvalue.PolicyValueHeads;
import org.tengen.models.policyvalue.ResidualForm;
import org.tengen.models.policyvalue.ResidualTower;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

/** Trainings of a small network on games on 5x5 that a search has played. */
class GameRunsTest {
  @TempDir private static Path folder;

  private static JavaSparkContext spark;
  private static Path records;

  @BeforeAll
  static void start() {
    records = MadeUpGames.archive(folder.resolve("games.tar.gz"), MadeUpGames.games(5, 60));
    spark = LocalSpark.start(2);
  }

  @AfterAll
  static void stop() {
    spark.close();
  }

  private static TrainingSettings settings(String strategy, int shards, Straggler straggler) {
    return new TrainingSettings(
        new GameSubject(
            records.toString(),
            new BoardPlanes(2, 5, 5),
            new ResidualTower(ResidualForm.of("basic"), 1, 8),
            PolicyValueHeads.dense(),
            1e-4,
            new GameSubject.Reading(0.2, OnBadRecord.STOP, Rules.CHINESE.withKomi(0.5))),
        new TrainingSettings.Lanes(2, shards, Strategy.parse(strategy), straggler),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("adam"),
            0.01f,
            "constant",
            false,
            new Clipping.None(),
            16,
            3_200,
            0),
        new TrainingSettings.Watching(2, 320, 2),
        new TrainingSettings.Wire(
            TcpSettings.defaults().with(shards > 1 ? Transport.TCP : Transport.AUTO),
            shards > 1 ? Listen.onLoopback() : null,
            Duration.ofSeconds(60),
            Duration.ofSeconds(60)),
        1);
  }

  private static StrategyRun run(RunFolder out, Control control, TrainingSettings settings)
      throws InterruptedException {
    RunResult blank =
        new RunResult(
            "train go", "tengen", "now", Map.of(), Map.of("commit", "abc"), null, "", List.of());
    return new NetworkRuns(spark, out, control).run(List.of(settings), blank).runs().get(0);
  }

  private static RunFolder fresh(String name) {
    return RunFolder.create(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  @Test
  void learnsMovesAndLeavesTheNetworkAsWhoPlaysWithItNeedsIt() throws Exception {
    RunFolder out = fresh("learns");

    StrategyRun run = run(out, SmallRuns.QUIET, settings("bsp", 1, Straggler.NONE));

    // who guesses evenly among 25 points and the pass has a loss of 3.26
    assertThat(run.validation().get("policyLoss")).isBetween(0.5, 3.2);
    assertThat(run.validation().get("policyAccuracy")).isBetween(0.08, 1.0);
    assertThat(run.validation().get("valueError")).isBetween(0.0, 2.0);
    assertThat(run.curve().get(1).figures())
        .containsOnlyKeys("policyAccuracy", "policyLoss", "valueError")
        .containsEntry("policyLoss", run.validation().get("policyLoss"));
    assertThat(out.read("metrics.jsonl").orElseThrow()).contains("\"policyAccuracy\":");
    assertThat(out.read("report.md").orElseThrow()).contains("policy top-1");
    Path model = Path.of(out.place()).resolve("model");
    assertThat(model.resolve("model.onnx")).isNotEmptyFile();
    assertThat(Files.readAllBytes(model.resolve("weights.f32")))
        .isEqualTo(Files.readAllBytes(Path.of(out.place()).resolve("weights.f32")));
    assertThat(properties(model))
        .containsEntry("width", "5")
        .containsEntry("height", "5")
        .containsEntry("history", "2")
        .containsEntry("komi", "0.5")
        .containsEntry("rules", "Chinese")
        .containsEntry("form", "basic")
        .containsEntry("blocks", "1")
        .containsEntry("filters", "8")
        .containsEntry("heads", "dense")
        .containsEntry("seed", "1")
        .containsEntry("commit", "abc")
        .containsEntry("samples", "3200")
        .containsEntry("weights-sha256", run.weightsSha256());
  }

  private static Properties properties(Path model) throws IOException {
    Properties properties = new Properties();
    properties.load(new StringReader(Files.readString(model.resolve("model.properties"))));
    return properties;
  }

  @Test
  void endsInTheSameBitsOnAnyShardsAndAfterAStop() throws Exception {
    StrategyRun one = run(fresh("one-shard"), SmallRuns.QUIET, settings("bsp", 1, Straggler.NONE));

    StrategyRun three =
        run(fresh("three-shards"), SmallRuns.QUIET, settings("bsp", 3, Straggler.NONE));
    RunFolder stopped = fresh("stopped");
    assertThatThrownBy(
            () ->
                run(
                    stopped,
                    SmallRuns.stoppedAt(1, 320),
                    settings("bsp", 1, Straggler.parse("any:30x"))))
        .isInstanceOf(StoppedResumable.class);
    StrategyRun resumed = run(stopped, SmallRuns.QUIET, settings("bsp", 1, Straggler.NONE));

    assertThat(three.weightsSha256()).isEqualTo(one.weightsSha256());
    assertThat(resumed.weightsSha256()).isEqualTo(one.weightsSha256());
    assertThat(resumed.curve().get(0).figures()).isEqualTo(one.curve().get(0).figures());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ssp:2", "asp:dc", "softsync:2", "local:2", "easgd:2", "bsp:backup=1"})
  void trainsUnderEveryStrategy(String strategy) throws Exception {
    String name = strategy.replaceAll("\\W", "-");

    StrategyRun run = run(fresh(name), SmallRuns.QUIET, settings(strategy, 2, Straggler.NONE));

    assertThat(run.divergence()).isNull();
    assertThat(run.validation().get("policyLoss")).isBetween(0.5, 4.0);
  }
}
