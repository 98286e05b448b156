package org.tengen.driver.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tengen.driver.TrainingDiverged;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.TrainingSettings.Diverging;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

final class DivergedRunsTest {
  private static final Diverging IGNORED = new Diverging(Diverging.Reaction.IGNORE, 2);
  private static final Diverging LOWERS = new Diverging(Diverging.Reaction.LOWER, 2);

  /** Plain steps so long that the weights end up nowhere. */
  private static final float FAR = 4_000;

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

  private static TrainingSettings at(float rate, String strategy, Diverging diverging) {
    TrainingSettings usual = runs.settings(strategy, 2, false);
    TrainingSettings.Learning learning = usual.learning();
    return new TrainingSettings(
        usual.subject(),
        usual.lanes(),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("sgd"),
            rate,
            learning.schedule(),
            learning.linearRate(),
            learning.clipping(),
            learning.batch(),
            learning.samples(),
            learning.epochs()),
        new TrainingSettings.Watching(
            usual.watching().evaluations(),
            usual.watching().checkpointEvery(),
            usual.watching().keepCheckpoints(),
            diverging),
        usual.wire(),
        usual.seed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "asp"})
  void aDivergedTrainingEndsWithOneLineAndItsReport(String strategy) throws Exception {
    RunFolder out = runs.fresh("stops-" + strategy);

    assertThatThrownBy(() -> runs.run(out, SmallRuns.QUIET, at(FAR, strategy, Diverging.STOPS)))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageStartingWith(strategy + " diverged after ")
        .hasMessageContaining("at rate 4.00e+03 and a mean staleness of ")
        .hasMessageContaining("--rate 2.00e+03")
        .hasMessageEndingWith("; report: " + out.place() + "/report.html");

    StrategyRun run = read(out).runs().get(0);
    assertThat(run.diverged()).isTrue();
    assertThat(out.read("report.md").orElseThrow())
        .contains(requireNonNull(run.divergence()), "diverged");
    assertThat(out.read("metrics.jsonl").orElseThrow()).contains("\"kind\":\"divergence\"");
  }

  @Test
  void aComparisonGoesOnWithTheNextAndTheFirstThatHoldsSetsTheTarget() throws InterruptedException {
    RunResult result =
        runs.run(
            runs.fresh("compared"),
            SmallRuns.QUIET,
            at(FAR, "asp", Diverging.STOPS),
            runs.settings("bsp", 2, false));

    StrategyRun asp = result.runs().get(0);
    StrategyRun bsp = result.runs().get(1);
    assertThat(asp.divergence()).startsWith("asp diverged after ");
    assertThat(asp.secondsToTarget()).isNull();
    assertThat(bsp.divergence()).isNull();
    assertThat(bsp.samples()).isEqualTo(6_400);
    assertThat(bsp.targetPerplexity()).isGreaterThan(bsp.perplexity()).isLessThan(25);
    assertThat(result.summary()).contains("asp diverged");
  }

  @Test
  void goesOnAtHalfTheRateUntilItHolds() throws InterruptedException {
    List<String> notices = new ArrayList<>();
    Control control = new Control(1, 1, progress -> {}, () -> false, notices::add);
    RunFolder out = runs.fresh("lowered");

    // a rate that just holds the usual bound may end far above the words' frequencies
    Diverging soon = new Diverging(Diverging.Reaction.LOWER, 0.5);

    RunResult result = runs.run(out, control, at(64, "bsp", soon));

    StrategyRun run = result.runs().get(0);
    assertThat(run.divergence()).isNull();
    assertThat(run.samples()).isEqualTo(6_400);
    assertThat(run.perplexity()).isLessThan(requireNonNull(result.unigramPerplexity()));
    assertThat(notices).isNotEmpty().allSatisfy(line -> assertThat(line).contains("bsp diverged"));
    assertThat(notices.get(0)).endsWith("goes on from there at rate 32.0");
    assertThat(result.versions().get("rate lowered")).isEqualTo(String.join("; ", notices));
    assertThat(out.read("metrics.jsonl").orElseThrow().split("\"divergence\"", -1))
        .hasSize(notices.size() + 1);
  }

  @Test
  void oneThatNeverHoldsEndsAllTheSame() {
    RunFolder out = runs.fresh("hopeless");

    assertThatThrownBy(() -> runs.run(out, SmallRuns.QUIET, at(1e30f, "bsp", LOWERS)))
        .isInstanceOf(TrainingDiverged.class)
        .hasMessageContaining("at rate " + "%.2e".formatted((double) Math.scalb(1e30f, -10)));
  }

  @Test
  void nobodyLooksWhereItIsIgnored() throws InterruptedException {
    StrategyRun run = runs.train("ignored", at(FAR, "bsp", IGNORED));

    assertThat(run.divergence()).isNull();
    assertThat(run.samples()).isEqualTo(6_400);
  }

  private static RunResult read(RunFolder folder) throws ResultFormatException {
    return ResultJson.read(folder.read("result.json").orElseThrow(), folder.place());
  }
}
