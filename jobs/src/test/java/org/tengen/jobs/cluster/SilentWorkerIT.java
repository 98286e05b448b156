package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the other workers of a run on a standalone cluster see of one that dies or stands still. How
 * long it takes is printed, not asserted.
 */
@Tag("cluster")
@Timeout(900)
class SilentWorkerIT {
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final long STILL_S = 20;

  @TempDir private static Path folder;

  private static Path corpus = Path.of("unset");
  private static Cluster cluster;

  @BeforeAll
  static void start() throws IOException {
    corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    cluster = Cluster.start(folder, 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @BeforeEach
  void waitForTheLastRunsExecutors() {
    await("earlier executors' end").atMost(GONE).until(() -> cluster.executors().isEmpty());
  }

  private static Submission submit(String name, String master, Training training) {
    String out = folder.resolve(name).toString();
    return Submission.start(folder, List.of("--master", master), out, training.into(out));
  }

  private static Training training(String strategy) {
    return Training.of(corpus.toString(), strategy);
  }

  /** One of two executors, in mid-run. */
  private static ProcessHandle victim(Submission run) {
    run.awaitSamples(Training.SAMPLES / 3);
    List<ProcessHandle> executors = cluster.executors();
    assertThat(executors).hasSize(2);
    return executors.get(0);
  }

  private static void signal(String name, ProcessHandle process)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(kill.exitValue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "ssp:2", "asp"})
  void theOthersGoOnAfterAWorkersDeath(String strategy) throws IOException, InterruptedException {
    String name = "death-" + strategy.replace(':', '-');
    try (Submission run = submit(name, cluster.master(), training(strategy).slow())) {
      ProcessHandle victim = victim(run);
      assertThat(victim.destroyForcibly()).isTrue();

      assertThat(run.result().path("samples").asLong()).isEqualTo(Training.SAMPLES);
      System.out.printf("%s: longest time without progress %.1f s%n", strategy, run.longestPause());
    }
  }

  @Test
  void aWorkerThatStandsStillForAWhileChangesNoBitUnderBsp()
      throws IOException, InterruptedException {
    String unharmed;
    try (Submission run = submit("unharmed", "local[2,4]", training("bsp"))) {
      unharmed = run.sha256();
    }
    try (Submission run = submit("stopped", cluster.master(), training("bsp").slow())) {
      ProcessHandle victim = victim(run);
      signal("STOP", victim);
      TimeUnit.SECONDS.sleep(STILL_S); // how long it stands still, not a wait for something
      signal("CONT", victim);

      assertThat(run.sha256()).isEqualTo(unharmed);
      System.out.printf("stopped for %d s: longest pause %.1f s%n", STILL_S, run.longestPause());
    }
  }

  @Test
  void aWorkerThatStandsStillBeyondTheDeadlineIsNamed() throws IOException, InterruptedException {
    Training training = training("bsp").slow().with("--deadline", "10s");
    try (Submission run = submit("beyond", cluster.master(), training)) {
      ProcessHandle victim = victim(run);
      signal("STOP", victim);
      try {
        assertThat(run.driver().exitCode(Submission.DEADLINE)).isEqualTo(1);
        assertThat(run.driver().text())
            .containsPattern("waited 10 s under bsp for lane \\d, which is at clock \\d+")
            .contains("process " + victim.pid());
      } finally {
        signal("KILL", victim);
      }
    }
  }
}
