package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;

class ReportJobTest {
  @TempDir Path folder;

  private final Captured tengen = new Captured();

  private Path write(String name, String strategy) throws IOException {
    StrategyRun run =
        new StrategyRun(
            strategy,
            2,
            1,
            1,
            1000,
            10,
            2.0,
            500,
            0.25,
            new StrategyRun.Staleness(0, 0, 0, List.of(10L)),
            Map.of("perplexity", 12.5),
            null,
            null,
            "00",
            List.of(new StrategyRun.CurvePoint(2, 1000, 10, null, 12.5)),
            List.of(new StrategyRun.LaneTime(0, 1000, 0, 1, 0, 0, 0.5, 0.5)),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    RunResult result =
        new RunResult(
            "train next-word", "tengen", "now", Map.of(), Map.of(), null, "", List.of(run));
    Path written = Files.createDirectories(folder.resolve(name));
    Files.writeString(written.resolve("result.json"), ResultJson.write(result));
    return written;
  }

  @Test
  void drawsTheReportOfARunAgain() throws IOException {
    Path run = write("a", "bsp");
    assertThat(tengen.run("report", run.toString())).isZero();
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    assertThat(run.resolve("report.md")).isNotEmptyFile();
    assertThat(tengen.out()).contains("written: " + run.resolve("report.html"), "bsp");
  }

  @Test
  void laysSeveralRunsSideBySideInAPageOfTheirOwn() throws IOException {
    Path both = folder.resolve("both");
    String a = write("a", "bsp").toString();
    String b = write("b", "asp:lr/tau").toString();

    assertThat(tengen.run("report", a, b, "--out", both.toString())).isZero();

    assertThat(tengen.out().lines().filter(line -> line.matches("(bsp|asp:lr/tau) .*"))).hasSize(2);
    assertThat(tengen.out().lines()).containsSubsequence("a:", "b:");
    assertThat(both.resolve("report.md"))
        .content()
        .contains("bsp (a)", "asp:lr/tau (b)", "./tengen report " + a + " " + b + " --out " + both);
    assertThat(both.resolve("report.html")).content().contains("Runs side by side");
    assertThat(both.resolve("result.json")).doesNotExist();
    assertThat(Path.of(a, "report.html")).doesNotExist();
  }

  @Test
  void callsRunsByTheirWholePathWhereTheirFoldersHaveOneName() throws IOException {
    String a = write("a/run", "bsp").toString();
    String b = write("b/run", "bsp").toString();
    Path both = folder.resolve("both");

    assertThat(tengen.run("report", a, b, "--out", both.toString())).isZero();

    assertThat(both.resolve("report.html")).content().contains("bsp (" + a + ")");
  }

  @Test
  void refusesARunThatIsGivenTwice() throws IOException {
    String run = write("a", "bsp").toString();
    assertThat(tengen.run("report", run, run)).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo("tengen report: RUN=%s: is given twice; keep one of them%n".formatted(run));
  }

  @Test
  void refusesAFolderForThePageOfASingleRun() throws IOException {
    String run = write("a", "bsp").toString();
    assertThat(tengen.run("report", run, "--out", folder.resolve("x").toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen report: --out=%s: is for the page of several runs; the report of one is written into its folder%n"
                .formatted(folder.resolve("x")));
  }

  @Test
  void writesThePicturesAsFilesThatStandAlone() throws IOException {
    Path pictures = folder.resolve("pictures");
    String run = write("a", "asp:lr/tau").toString();

    assertThat(tengen.run("report", run, "--pictures", pictures.toString())).isZero();

    assertThat(pictures.resolve("staleness-asp-lr-tau.svg"))
        .content()
        .startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"330\" height=\"260\" ");
    assertThat(pictures.resolve("workers.svg")).content().contains("id=\"hatch\"");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    Path missing = folder.resolve("no");
    assertThat(tengen.run("report", missing.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen report: RUN=%s: no such folder; expected the folder of a run%n"
                .formatted(missing));
  }

  @Test
  void refusesAFolderWithoutTheResultOfARun() {
    assertThat(tengen.run("report", folder.toString())).isEqualTo(2);
    assertThat(tengen.err())
        .isEqualTo(
            "tengen report: RUN=%s: has no result.json; expected the folder of a run that has ended (one that was stopped goes on with --resume)%n"
                .formatted(folder));
  }

  @Test
  void refusesAResultThatIsDamagedAndDrawsNothing() throws IOException {
    Path good = write("a", "bsp");
    Path bad = write("b", "asp");
    Files.writeString(bad.resolve("result.json"), "{\"job\":");
    assertThat(tengen.run("report", good.toString(), bad.toString())).isEqualTo(2);
    assertThat(tengen.err()).startsWith("tengen report: ").contains("result.json").hasLineCount(1);
    assertThat(good.resolve("report.html")).doesNotExist();
  }
}
