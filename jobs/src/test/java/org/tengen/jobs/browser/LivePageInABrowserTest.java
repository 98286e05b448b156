package org.tengen.jobs.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The live page of a real run, in the Chromium of the machine. */
@Tag("cluster")
final class LivePageInABrowserTest {
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  private static final String LANES =
      "JSON.stringify([...document.querySelectorAll('#lane-rows canvas')].map(c => c.toDataURL()))";
  private static final String CLOCKS =
      "[...document.querySelectorAll('#lane-rows td:nth-child(5)')].map(c => c.textContent).join()";

  /** Nothing where the page fits on its screen; else what sticks out. */
  private static final String WIDER =
      "document.documentElement.scrollWidth <= innerWidth ? ''"
          + " : [...document.querySelectorAll('body *')]"
          + ".filter(e => e.getBoundingClientRect().right > screen.width)"
          + ".map(e => e.tagName + '#' + e.id + '.' + e.className).join()";

  @TempDir Path folder;

  @Test
  void showsARealRunToWhoComesEarlyAndWhoComesLateAndSurvivesItsEnd() throws Exception {
    try (Chromium browser = Chromium.start(folder);
        WatchedRun run =
            WatchedRun.start(folder, corpus(), "train", "next-word", "--strategy=asp")) {
      Tab early = browser.open(run.page());
      awaitPoints(run, early, 10);
      int before = early.points();
      String lanes = early.evaluate(LANES);
      String clocks = early.evaluate(CLOCKS);
      assertThat(clocks.split(",", -1)).hasSize(4);
      awaitPoints(run, early, before + 3);
      assertThat(early.evaluate(LANES)).as("the workers' strips move").isNotEqualTo(lanes);
      assertThat(early.evaluate(CLOCKS)).as("the workers' clocks move").isNotEqualTo(clocks);

      Tab late = browser.open(run.page());
      awaitPoints(run, late, before);
      assertThat(late.evaluate("document.getElementById('state').textContent")).isEqualTo("live");

      run.awaitEnd();
      for (Tab tab : List.of(early, late)) {
        Awaitility.await("the page that knows of the end")
            .atMost(DEADLINE)
            .until(
                () ->
                    tab.evaluate("document.getElementById('ending').innerText")
                        .contains("report.html"));
        assertThat(tab.evaluate("document.getElementById('state').textContent")).isEqualTo("ended");
        assertThat(tab.points()).isGreaterThanOrEqualTo(before);
        assertThat(tab.errors()).isEmpty();
        assertThat(tab.requests()).isNotEmpty().allMatch(asked -> asked.startsWith(run.page()));
      }
      late.screen(390, 844, true, true);
      assertThat(late.evaluate(WIDER)).as("what is wider than a phone").isEmpty();
      assertThat(run.threads()).as("threads of the page, when it is closed").isEmpty();
    }
  }

  @Test
  void wouldSeeAnErrorAndARequestToAnotherHost() throws Exception {
    Path page =
        Files.writeString(
            folder.resolve("page.html"),
            "<!DOCTYPE html><title>t</title><img src='http://127.0.0.1:9/x'><script>throw new Error('seen')</script>");
    try (Chromium browser = Chromium.start(folder)) {
      Tab tab = browser.open(page.toUri().toString());
      Awaitility.await()
          .atMost(DEADLINE)
          .until(() -> tab.errors().stream().anyMatch(error -> error.contains("seen")));
      assertThat(tab.requests()).anyMatch(asked -> asked.equals("http://127.0.0.1:9/x"));
    }
  }

  private static void awaitPoints(WatchedRun run, Tab tab, int points) throws InterruptedException {
    Awaitility.await(points + " points")
        .atMost(DEADLINE)
        .pollInterval(200, TimeUnit.MILLISECONDS)
        .until(() -> tab.points() >= points || run.ended());
    assertThat(tab.points()).as("points while the run goes on").isGreaterThanOrEqualTo(points);
  }

  private Path corpus() throws Exception {
    Random random = new Random(1);
    return Files.write(
        folder.resolve("corpus.txt"),
        IntStream.range(0, 4_000)
            .map(i -> random.nextInt(20))
            .mapToObj(
                word ->
                    "w%d w%d w%d w%d"
                        .formatted(word, (word * 7 + 3) % 20, (word * 3 + 1) % 20, word % 5))
            .toList());
  }
}
