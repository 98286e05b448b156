package org.tengen.web.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page from a file in the Chromium of the machine. */
@Tag("cluster")
final class ReportInABrowserTest {
  private static final int DEADLINE_S = 120;

  private static Path browser = Path.of("");

  @TempDir Path folder;

  @BeforeAll
  static void findBrowser() {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(
        found.isPresent(), "skipped: there is no chromium on the PATH to open the page with");
    browser = found.orElseThrow();
  }

  @Test
  void opensWithoutAConsoleError() throws Exception {
    Seen seen = open(HtmlReport.of(SampleRuns.comparison()));
    assertThat(seen.console()).isEmpty();
    assertThat(seen.page()).contains("Training strategies compared").contains("id=\"tip\"");
    assertThat(seen.page()).as("the script has run to its end").contains("data-ready=\"true\"");
  }

  @Test
  void opensWithFiguresThatAreNoNumbersAndWithHostileNames() throws Exception {
    String hostile = "</script><script>throw new Error('seen')</script>\"'><img src=x>";
    StrategyRun lost = SampleRuns.ending(SampleRuns.asp(), Double.NaN);
    RunResult result =
        new RunResult(
            hostile,
            hostile,
            hostile,
            Map.of(hostile, hostile),
            Map.of(),
            null,
            hostile,
            List.of(lost, SampleRuns.bsp()));
    Seen seen = open(HtmlReport.of(result));
    assertThat(seen.console()).isEmpty();
    assertThat(seen.page()).contains("data-ready=\"true\"");
  }

  @Test
  void wouldSeeAConsoleError() throws Exception {
    Seen seen = open("<!DOCTYPE html><title>t</title><script>throw new Error('seen');</script>");
    assertThat(seen.console()).anySatisfy(line -> assertThat(line).contains("seen"));
  }

  /** What a browser made of a page: its final document, and what it wrote to the console. */
  private record Seen(String page, List<String> console) {}

  private Seen open(String html) throws Exception {
    Path page = Files.writeString(folder.resolve("report.html"), html);
    Path out = folder.resolve("out");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri().toString())
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(DEADLINE_S, TimeUnit.SECONDS))
          .as("the browser has not ended after %s s", DEADLINE_S)
          .isTrue();
    } finally {
      process.destroyForcibly();
    }
    try (Stream<String> lines = Files.lines(log)) {
      return new Seen(
          Files.readString(out), lines.filter(line -> line.contains("CONSOLE")).toList());
    }
  }
}
