package org.tengen.driver.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tengen.driver.run.MetricsLine;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.metric.Line;
import org.tengen.ps.codec.Codec;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

final class NetworkRunsTest {
  @TempDir private static Path folder;

  private static SmallRuns runs;

  @BeforeAll
  static void start() throws IOException {
    runs = new SmallRuns(4, folder);
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  @ParameterizedTest
  @CsvSource({"bsp, 200", "local:4, 50", "local:4+averaged, 50"})
  void endsInTheSameBitsWithOneShardOrThreeByDirectCallsOrTcp(String strategy, long updates)
      throws InterruptedException {
    String name = strategy.replaceAll("[^a-z0-9]", "-");
    StrategyRun direct = runs.train(name + "-one-shard", runs.settings(strategy, 1, false));
    StrategyRun tcp = runs.train(name + "-three-shards", runs.settings(strategy, 3, true));

    assertThat(tcp.weightsSha256()).isEqualTo(direct.weightsSha256());
    assertThat(tcp.validation()).isEqualTo(direct.validation());
    assertThat(tcp.firstSteps())
        .hasSize(tcp.workers())
        .allMatch(lane -> lane.contains("computing"));
    assertThat(direct.samples()).isEqualTo(6_400);
    assertThat(direct.updates()).isEqualTo(updates);
    assertThat(direct.staleness().max()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"bfloat16, 1.7", "topk:0.02, 8"})
  void underACodecTooTheWayAndTheShardsDecideNoBit(String codec, double fewer)
      throws InterruptedException {
    String name = codec.replaceAll("[^a-z0-9]", "-");
    StrategyRun direct = runs.train(name + "-direct", coded(runs.settings("bsp", 1, false), codec));
    StrategyRun tcp = runs.train(name + "-tcp", coded(runs.settings("bsp", 3, true), codec));

    assertThat(tcp.weightsSha256()).isEqualTo(direct.weightsSha256());
    StrategyRun.Traffic traffic = requireNonNull(tcp.traffic());
    assertThat(traffic.codec()).isEqualTo(codec);
    assertThat(traffic.pushedRawBytes()).isGreaterThan((long) (fewer * traffic.pushedBytes()));
    assertThat(traffic.residualsLost()).isZero();
  }

  private static TrainingSettings coded(TrainingSettings settings, String codec) {
    return new TrainingSettings(
        settings.subject(),
        settings.lanes().with(Codec.parse(codec)),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }

  @Test
  void learnsUnderTheStrategiesBetweenTheEnds() throws InterruptedException {
    RunResult result =
        runs.run(
            runs.fresh("between"),
            SmallRuns.QUIET,
            runs.settings("bsp:backup=1", 2, false),
            runs.settings("asp:dc", 2, false),
            runs.settings("softsync:1", 2, false),
            runs.settings("local:4", 2, false),
            runs.settings("local:4+reset", 2, false),
            runs.settings("easgd:4", 2, false));

    assertThat(result.runs()).extracting(StrategyRun::samples).containsOnly(6_400L);
    assertThat(result.runs())
        .extracting(StrategyRun::updates)
        .containsExactly(400L, 400L, 200L, 50L, 50L, 100L);
    double unigram = result.unigramPerplexity() == null ? 0 : result.unigramPerplexity();
    assertThat(result.runs())
        .allSatisfy(r -> assertThat(r.validation().get("perplexity")).isLessThan(unigram / 2));
  }

  @Test
  void comparesStrategiesAtEqualSamplesAndEachLearns() throws InterruptedException {
    RunFolder out = runs.fresh("compare");

    RunResult result =
        runs.run(
            out,
            SmallRuns.QUIET,
            runs.settings("bsp", 2, false),
            runs.settings("ssp:1", 2, false),
            runs.settings("asp:lr/tau", 2, false));

    assertThat(result.runs()).extracting(StrategyRun::samples).containsOnly(6_400L);
    assertThat(result.runs().get(0).curve())
        .extracting(StrategyRun.CurvePoint::samples)
        .containsExactly(1_280L, 2_560L, 3_840L, 5_120L, 6_400L);
    double unigram = result.unigramPerplexity() == null ? 0 : result.unigramPerplexity();
    assertThat(unigram).isBetween(15.0, 32.0);
    assertThat(result.runs())
        .allSatisfy(r -> assertThat(r.validation().get("perplexity")).isLessThan(unigram / 2));
    assertThat(result.runs().get(1).updates()).isEqualTo(400);
    assertThat(result.runs().get(1).staleness().max()).isLessThanOrEqualTo(3);
    assertThat(out.read("report.html")).isPresent();
    assertThat(out.read("result.json")).isPresent();
  }

  @Test
  void everyLineOfTheMetricsHoldsWhatItsKindDeclares() throws InterruptedException {
    RunFolder out = runs.fresh("metrics");

    runs.run(out, SmallRuns.QUIET, runs.settings("asp", 2, false));

    List<JsonNode> lines = out.readMetrics();
    for (Line kind : List.of(Line.PROGRESS, Line.EVALUATION, Line.LANE, Line.PROCESS)) {
      Set<String> declared = new HashSet<>();
      kind.labels().forEach(label -> declared.add(label.key()));
      kind.metrics().stream()
          .filter(metric -> !Line.OF_BOARDS.contains(metric))
          .forEach(metric -> declared.add(metric.key()));
      assertThat(lines.stream().filter(line -> MetricsLine.is(kind, line)))
          .as(kind.kind())
          .isNotEmpty()
          .allSatisfy(
              line ->
                  assertThat(line.fieldNames()).toIterable().containsOnlyOnceElementsOf(declared))
          .allSatisfy(line -> assertThat(line).hasSize(declared.size()));
    }
  }

  @Test
  void recordsWhoTheWorkersWere() throws InterruptedException {
    RunResult result =
        runs.run(runs.fresh("workers"), SmallRuns.QUIET, runs.settings("bsp", 2, false));

    assertThat(result.versions().get("workers")).startsWith("executor driver at ");
    assertThat(result.versions()).containsKey("workers' engine");
  }
}
