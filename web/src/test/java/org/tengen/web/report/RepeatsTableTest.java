package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.web.report.StrategyRun.Staleness;

final class RepeatsTableTest {
  private static StrategyRun run(
      String strategy, double rate, long seed, @Nullable Double seconds, double perplexity) {
    return new StrategyRun(
        strategy,
        4,
        2,
        seed,
        1_000,
        100,
        10,
        100,
        0.25,
        new Staleness(2, 3, 4, List.of(1L)),
        Map.of(StrategyRun.PERPLEXITY, perplexity),
        90.0,
        seconds,
        "",
        List.of(
            new CurvePoint(1, 500, 50, null, 2 * perplexity),
            new CurvePoint(2, 1_000, 100, null, perplexity)),
        List.of(),
        null,
        Double.isFinite(perplexity) ? null : strategy + " diverged",
        rate,
        "adam",
        "none",
        null,
        null);
  }

  private static final RunResult RESULT =
      SampleRuns.result(
          List.of(
              run("bsp", 0.01, 1, 30.0, 80),
              run("bsp", 0.01, 2, 34.0, 84),
              run("bsp", 0.01, 3, 31.0, 81),
              run("asp", 0.01, 1, 12.0, 85),
              run("asp", 0.01, 2, null, 95),
              run("asp", 0.01, 3, 13.0, 86),
              run("asp", 0.04, 1, 9.0, 82),
              run("asp", 0.04, 2, null, Double.NaN),
              run("asp", 0.04, 3, 8.0, 83)));

  @Test
  void hasARowForEachStrategyAndRateWithMediansAndExtremes() {
    List<String> rows =
        TerminalTable.of(RESULT).lines().map(line -> line.replaceAll(" +", " ").strip()).toList();

    assertThat(rows.get(2)).isEqualTo("bsp 0.01 100 25.0 2.00 81.00* 80.00-84.00 31.0* 30.0-34.0");
    assertThat(rows.get(3)).isEqualTo("asp 0.01 100 25.0 2.00 86.00 85.00-95.00 2 of 3 reached -");
    assertThat(rows.get(4)).isEqualTo("asp 0.04 100 25.0 2.00 1 diverged - 2 of 3 reached -");
  }

  @Test
  void resultsOfSeveralRunsInWhichATrainingIsTwiceKeepARowForEach() {
    RunResult twice =
        SampleRuns.result(List.of(run("asp", 0.01, 1, 12.0, 85), run("asp", 0.01, 1, 14.0, 86)));

    assertThat(TerminalTable.of(twice).lines().filter(line -> line.startsWith("asp"))).hasSize(2);
  }

  @Test
  void picturesShowEachStrategyAtItsBestRateWithTheMiddleSeedOfTheFirstAndSaySo() {
    assertThat(RESULT.pictured().runs())
        .extracting(StrategyRun::strategy, StrategyRun::rate, StrategyRun::seed)
        .containsExactly(tuple("bsp", 0.01, 3L), tuple("asp", 0.01, 3L));
    assertThat(HtmlReport.of(RESULT))
        .contains(
            "with 3 seeds, each strategy at its best rate; pictures of first steps, of staleness and"
                + " of where time went are of those with seed 3.",
            "On this cluster use bsp: it alone reached");
    assertThat(MarkdownReport.of(RESULT)).contains("are of those with seed 3.");
  }
}
