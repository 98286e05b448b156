package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.BusySlots;
import org.tengen.driver.StoppedResumable;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.server.RunFailedException;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.web.report.ResultFormatException;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

final class StoppedRunsTest {
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

  @Test
  void goesOnFromWhereItWasStoppedAndEndsInTheSameBits() throws InterruptedException {
    StrategyRun unharmed = runs.train("unharmed", runs.settings("bsp", 2, false));
    AtomicLong samples = new AtomicLong();
    Control stopping =
        new Control(
            1, 1, p -> samples.set(p.samples()), () -> samples.get() >= 1_280, notice -> {});
    RunFolder out = runs.fresh("stopped");
    TrainingSettings slow = SmallRuns.slowed(runs.settings("bsp", 2, false));

    assertThatThrownBy(() -> runs.run(out, stopping, slow))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageContaining("go on with --resume");
    StrategyRun resumed =
        runs.run(out, SmallRuns.QUIET, runs.settings("bsp", 2, false)).runs().get(0);

    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
    assertThat(resumed.curve())
        .extracting(StrategyRun.CurvePoint::samples)
        .containsExactly(1_280L, 2_560L, 3_840L, 5_120L, 6_400L);
  }

  @Test
  void countsTheWholeTrainingThoughItWasStopped() throws InterruptedException {
    RunFolder out = runs.fresh("whole");
    TrainingSettings slow = SmallRuns.slowed(runs.settings("bsp", 2, false));
    assertThatThrownBy(() -> runs.run(out, SmallRuns.stoppedAt(1, 1_280), slow))
        .isInstanceOf(StoppedResumable.class);

    StrategyRun resumed =
        runs.run(out, SmallRuns.QUIET, runs.settings("bsp", 2, false)).runs().get(0);

    // 400 pushes to 2 shards; those on their way at the stop are counted and made again
    assertThat(resumed.staleness().histogram()).hasSize(1);
    assertThat(resumed.staleness().histogram().get(0)).isBetween(800L, 804L);
  }

  @Test
  void stopsWhileItWaitsForItsLanes() throws InterruptedException {
    RunFolder out = runs.fresh("stopped-early");

    assertThatThrownBy(
            () -> runs.run(out, SmallRuns.stoppedAt(1, 0), runs.settings("bsp", 2, false)))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageContaining("stopped at 0 of 6400 samples");
    StrategyRun resumed =
        runs.run(out, SmallRuns.QUIET, runs.settings("bsp", 2, false)).runs().get(0);

    assertThat(resumed.samples()).isEqualTo(6_400);
  }

  @Test
  @Timeout(60)
  void stopsWhileTheCorpusIsReadAndWritesNothing() throws Throwable {
    Control stopping = new Control(1, 1, progress -> {}, () -> true, notice -> {});
    RunFolder out = runs.fresh("stopped-reading");

    BusySlots.during(
        runs.spark(),
        4,
        () ->
            assertThatThrownBy(() -> runs.run(out, stopping, runs.settings("bsp", 2, false)))
                .isInstanceOf(StoppedResumable.class)
                .hasMessage(
                    "stopped while reading corpus " + runs.corpus() + ": go on with --resume"));

    assertThat(Path.of(out.place())).isEmptyDirectory();
  }

  @Test
  @Timeout(60)
  void saysThatNoExecutorReadsTheCorpus() throws Throwable {
    BusySlots.during(
        runs.spark(),
        4,
        () ->
            assertThatThrownBy(
                    () ->
                        runs.run(
                            runs.fresh("unread"),
                            SmallRuns.QUIET,
                            hasty(runs.settings("bsp", 2, false))))
                .isInstanceOf(RunFailedException.class)
                .hasMessage(
                    "reading corpus "
                        + runs.corpus()
                        + ": no task has run for 1 s, and Spark has slots for 4; see that its executors"
                        + " live"));
  }

  @Test
  @Timeout(60)
  void namesTheLanesThatDoNotComeWhenTheExecutorsHaveGone() throws Throwable {
    TrainingSettings settings = hasty(runs.settings("bsp", 2, false));
    TextData data = TextData.prepare(runs.spark(), settings);
    NetworkTraining training = new NetworkTraining(runs.spark(), data, SmallRuns.QUIET);

    BusySlots.during(
        runs.spark(),
        4,
        () ->
            assertThatThrownBy(
                    () -> training.train(settings, runs.fresh("gone"), (curve, samples) -> null))
                .isInstanceOf(RunFailedException.class)
                .hasMessageStartingWith(
                    "lanes 0, 1 of 2 have not joined: no task has run for 1 s"));
  }

  /** The same with a second for executors to come. */
  private static TrainingSettings hasty(TrainingSettings settings) {
    return new TrainingSettings(
        settings.subject(),
        settings.lanes(),
        settings.learning(),
        settings.watching(),
        new TrainingSettings.Wire(
            TcpSettings.defaults(), null, Duration.ofSeconds(1), Duration.ofSeconds(30)),
        settings.seed());
  }

  @Test
  void goesOnWithAComparisonThatWasStoppedInItsSecondStrategy() throws InterruptedException {
    StrategyRun unharmed = runs.train("unharmed-second", runs.settings("bsp", 2, false));
    RunFolder out = runs.fresh("compare-stopped");
    TrainingSettings first = runs.settings("asp", 2, false);
    TrainingSettings second = runs.settings("bsp", 2, false);
    assertThatThrownBy(
            () -> runs.run(out, SmallRuns.stoppedAt(2, 1_280), first, SmallRuns.slowed(second)))
        .isInstanceOf(StoppedResumable.class);
    StrategyRun kept = read(out.folder("asp"));

    RunResult result = runs.run(out, SmallRuns.QUIET, first, second);

    assertThat(result.runs()).hasSize(2);
    assertThat(result.runs().get(0)).isEqualTo(kept);
    StrategyRun resumed = result.runs().get(1);
    assertThat(resumed.weightsSha256()).isEqualTo(unharmed.weightsSha256());
    assertThat(resumed.targetPerplexity()).isNotNull().isEqualTo(kept.targetPerplexity());
    assertThat(read(out.folder("bsp"))).isEqualTo(resumed);
    assertThat(out.read("report.html")).isPresent();
  }

  @Test
  void goesOnWithAComparisonThatWasStoppedBetweenStrategies() throws InterruptedException {
    RunFolder out = runs.fresh("compare-between");
    TrainingSettings first = runs.settings("asp", 2, false);
    TrainingSettings second = runs.settings("bsp", 2, false);
    assertThatThrownBy(() -> runs.run(out, SmallRuns.stoppedAt(1, 6_400), first, second))
        .isInstanceOf(StoppedResumable.class)
        .hasMessageContaining("of 6400 samples");

    RunResult result = runs.run(out, SmallRuns.QUIET, first, second);

    assertThat(result.runs())
        .extracting(StrategyRun::strategy, StrategyRun::samples)
        .containsExactly(tuple("asp", 6_400L), tuple("bsp", 6_400L));
  }

  private static StrategyRun read(RunFolder folder) {
    try {
      return ResultJson.read(folder.read("result.json").orElseThrow(), folder.place())
          .runs()
          .get(0);
    } catch (ResultFormatException e) {
      throw new IllegalStateException(e);
    }
  }
}
