package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.corpus.Corpora;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.metric.Metric;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.lab.Hardware;
import org.tengen.worker.lab.Network;

final class EventFilesTest {
  @TempDir private static Path folder;

  private static SmallRuns runs;

  @BeforeAll
  static void start() throws IOException {
    runs = new SmallRuns(2, folder);
  }

  @AfterAll
  static void stop() {
    runs.close();
  }

  private static TrainingSettings settings(String strategy) {
    return SmallRuns.withEvents(runs.settings(strategy, 2, false));
  }

  private static Path events(String run, String training) {
    return folder.resolve(run).resolve("tensorboard").resolve(training);
  }

  @Test
  void aTrainingsFiguresAreThereUnderTheNamesOfTheirMetricsUpToItsEnd() throws Exception {
    StrategyRun run = runs.train("one", settings("asp"));

    List<EventRecords.Value> values = EventRecords.of(events("one", "asp"));
    assertThat(values).allSatisfy(value -> assertThat(Metric.of(value.tag())).isPresent());
    assertThat(EventRecords.steps(events("one", "asp"), "validationPerplexity"))
        .containsExactly(1_280L, 2_560L, 3_840L, 5_120L, 6_400L);
    List<EventRecords.Value> staleness = EventRecords.of(events("one", "asp"), "meanStaleness");
    EventRecords.Value last = staleness.get(staleness.size() - 1);
    assertThat(last.step()).isEqualTo(6_400);
    assertThat(last.value().getSimpleValue()).isEqualTo((float) run.staleness().mean());
    assertThat(EventRecords.of(events("one", "asp"), "stalenessHistogram"))
        .last()
        .satisfies(value -> assertThat(value.value().getHisto().getNum()).isEqualTo(800));
  }

  @Test
  void trainingsOfAPlanHaveAFolderEachAndOneThatWasNotAskedForHasNone() throws Exception {
    runs.run(runs.fresh("plan"), SmallRuns.QUIET, settings("bsp"), settings("asp:lr/tau"));
    runs.train("unasked", runs.settings("bsp", 2, false));

    assertThat(EventRecords.files(folder.resolve("plan/tensorboard")))
        .extracting(path -> path.getFileName().toString())
        .containsExactly("asp-lr-tau", "bsp");
    assertThat(EventRecords.files(events("plan", "bsp"))).hasSize(1);
    assertThat(folder.resolve("unasked/tensorboard")).doesNotExist();
  }

  @Test
  void goesOnInASecondFileWithEveryPointOnce() throws Exception {
    RunFolder out = runs.fresh("stopped");
    assertThatThrownBy(
            () -> runs.run(out, SmallRuns.stoppedAt(1, 2_000), SmallRuns.slowed(settings("asp"))))
        .isInstanceOf(StoppedResumable.class);
    int before = EventRecords.steps(events("stopped", "asp"), "updates").size();

    runs.run(out, SmallRuns.QUIET, settings("asp"));

    List<Long> steps = EventRecords.steps(events("stopped", "asp"), "updates");
    assertThat(EventRecords.files(events("stopped", "asp"))).hasSize(2);
    assertThat(steps).hasSizeGreaterThan(before).doesNotHaveDuplicates().isSorted();
    assertThat(steps).last().isEqualTo(6_400L);
    assertThat(EventRecords.steps(events("stopped", "asp"), "validationPerplexity"))
        .containsExactly(1_280L, 2_560L, 3_840L, 5_120L, 6_400L);
  }

  @Test
  void whatCannotBeWrittenIsSaidOnceAndTheTrainingEnds() throws Exception {
    RunFolder out = runs.fresh("blocked");
    Files.writeString(folder.resolve("blocked/tensorboard"), "in the way");
    List<String> notices = new ArrayList<>();

    RunResult result =
        runs.run(
            out, new Control(1, 1, progress -> {}, () -> false, notices::add), settings("bsp"));

    assertThat(result.runs().get(0).samples()).isEqualTo(6_400);
    assertThat(notices)
        .singleElement()
        .asString()
        .startsWith("tensorboard: event files cannot be written any more");
  }

  @Test
  void aSimulationsFilesAreMadeByItsSeedAndChangeNothingElse() throws Exception {
    TrainingSettings asked = settings("ssp:1");

    simulate("first", asked);
    simulate("second", asked);
    simulate("without", runs.settings("ssp:1", 2, false));

    Path first = EventRecords.files(events("first", "ssp-1")).get(0);
    Path second = EventRecords.files(events("second", "ssp-1")).get(0);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    assertThat(folder.resolve("without/metrics.jsonl"))
        .hasSameTextualContentAs(folder.resolve("first/metrics.jsonl"));
    assertThat(EventRecords.steps(events("first", "ssp-1"), "meanStaleness")).hasSizeGreaterThan(9);
  }

  private static void simulate(String name, TrainingSettings settings) throws Exception {
    RunResult blank =
        new RunResult("simulate", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    new SimulatedRuns(runs.fresh(name), SmallRuns.QUIET)
        .run(
            List.of(
                new SimulationSettings(
                    settings,
                    new SimulationSettings.Step.LogNormal(100_000_000, 0.2),
                    new Network(500_000, 1.25e9),
                    1,
                    Hardware.ENOUGH,
                    OptionalDouble.empty(),
                    OptionalLong.empty())),
            Corpora.local(runs.corpus().toString()),
            Optional.empty(),
            Files.createDirectory(folder.resolve(name + "-partitions")),
            blank);
  }
}
