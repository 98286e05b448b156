package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarkdownReportTest {

  @Test
  void givesTheFiguresAsATable() {
    assertThat(MarkdownReport.of(SampleRuns.comparison()))
        .contains(
            "| ssp:3 | 12,375 | 12,800 | 16.8 | 2.76 | 8 | 11 | **188.9** | 702.4 | 22.4 | 93,875 |\n",
            "| ---: | ---: | ---: |",
            "\n           3   31.25 % #############\n",
            "\n  16 or more    0.35 % #\n",
            "| asp:lr/tau | 1 | 4 | 2 | 9f86d081");
  }

  @Test
  void countsSkippedBatchesWhereThereAreAny() {
    StrategyRun run = SampleRuns.skipping(SampleRuns.named("bsp:backup=1"), 1_234);
    assertThat(MarkdownReport.of(SampleRuns.result(List.of(run))))
        .contains(
            "| strategy | worker | samples | skipped batches | computing |",
            "| bsp:backup=1 | 0 | 102,400 | 1,234 | 1.0 | 2.0 | 3.0 | 4.0 | 5.0 |");
    assertThat(MarkdownReport.of(SampleRuns.comparison())).doesNotContain("skipped batches");
  }

  @Test
  void keepsTheFirstAndTheLastPointOfALongCurve() {
    var curve = SampleRuns.asp().curve();
    assertThat(MarkdownReport.spaced(curve))
        .hasSize(11)
        .startsWith(curve.get(0))
        .endsWith(curve.get(20));
    assertThat(MarkdownReport.spaced(curve.subList(0, 3))).hasSize(3);
  }

  @Test
  void showsWhatUsersWroteAsTextOnly() {
    RunResult result =
        new RunResult(
            "a|b",
            "run `x`\n# no",
            "t",
            Map.of("k|", "<b>*v*</b>\n| x |"),
            Map.of(),
            null,
            "_s_",
            List.of());
    assertThat(MarkdownReport.of(result))
        .contains(
            "# Tengen a\\|b\n", "\nrun `x` # no\n", "| k\\| | &lt;b\\>\\*v\\*&lt;/b\\> \\| x \\| |")
        .contains("**\\_s\\_**");
  }

  @Test
  void isTheSecondOfThreeFilesAndTheResultTheLast() {
    assertThat(Report.files(SampleRuns.comparison()))
        .containsOnlyKeys("report.html", "report.md", "result.json");
    assertThat(List.copyOf(Report.files(SampleRuns.comparison()).keySet()))
        .last()
        .isEqualTo("result.json");
  }
}
