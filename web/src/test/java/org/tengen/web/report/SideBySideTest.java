package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SideBySideTest {
  private static RunResult result(
      String job, Map<String, String> settings, List<StrategyRun> runs) {
    return new RunResult(
        job, "./tengen " + job, "then", settings, Map.of("java", "17"), 240.0, "It went.", runs);
  }

  private static RunResult both(RunResult real, RunResult simulated) {
    Map<String, RunResult> results = new LinkedHashMap<>();
    results.put("real", real);
    results.put("simulated", simulated);
    return SideBySide.of(results, "./tengen report real simulated", "now");
  }

  private static final RunResult BOTH =
      both(
          result("compare", Map.of("workers", "4"), List.of(SampleRuns.bsp(), SampleRuns.asp())),
          result("simulate", Map.of("workers", "64"), List.of(SampleRuns.asp())));

  @Test
  void callsEachTrainingByItsStrategyAndItsRun() {
    assertThat(TerminalTable.of(BOTH).lines().map(line -> line.replaceAll("  .*", "").strip()))
        .contains("bsp (real)", "asp (real)", "asp (simulated)");
    assertThat(HtmlReport.of(BOTH))
        .contains("<h1>Runs side by side</h1>", "data-series=\"asp (simulated)\"");
  }

  @Test
  void showsEachRunsOwnSettingsWhereTheyDiffer() {
    assertThat(BOTH.settings())
        .containsEntry("workers", "real: 4; simulated: 64")
        .containsEntry("started", "then")
        .containsEntry("command", "real: ./tengen compare; simulated: ./tengen simulate");
    assertThat(BOTH.versions()).containsExactlyEntriesOf(Map.of("java", "17"));
    assertThat(BOTH.unigramPerplexity()).isEqualTo(240);
    assertThat(BOTH.summary()).contains("real: On this cluster", " simulated: It went.");
  }

  @Test
  void saysThatTimeIsVirtualWhereItIs() {
    assertThat(BOTH.clock()).isEqualTo("wall clock or virtual time");
    assertThat(result("simulate", Map.of(), List.of()).clock()).isEqualTo("virtual time");
    assertThat(result("train next-word", Map.of(), List.of()).clock()).isEqualTo("wall clock");
    RunResult simulated = result("simulate", Map.of(), List.of(SampleRuns.asp()));
    assertThat(HtmlReport.of(simulated)).contains("virtual time, s").doesNotContain("wall clock");
    assertThat(MarkdownReport.of(simulated)).contains("virtual time").doesNotContain("wall clock");
  }

  @Test
  void drawsThePlansOfEachRunWithTheirSpread() {
    RunResult plans =
        both(
            result(
                "compare",
                Map.of(),
                List.of(SampleRuns.seeded("asp", 1), SampleRuns.seeded("asp", 2))),
            result(
                "simulate",
                Map.of(),
                List.of(SampleRuns.seeded("asp", 1), SampleRuns.seeded("asp", 2))));

    assertThat(plans.lines())
        .extracting(Repeats::name)
        .containsExactly("asp (real)", "asp (simulated)");
    assertThat(plans.lines()).extracting(Repeats::seeds).containsExactly(2, 2);
    assertThat(plans.pictured().runs()).hasSize(2);
    assertThat(TerminalTable.of(plans).lines().filter(line -> line.startsWith("asp"))).hasSize(2);
    assertThat(plans.picturedWords())
        .startsWith("Of real: Curves are of the trainings with 4 workers")
        .contains(" Of simulated: Curves are");
  }
}
