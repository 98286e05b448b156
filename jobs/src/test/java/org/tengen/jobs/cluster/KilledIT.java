package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run on a standalone cluster when its processes are killed. */
@Tag("cluster")
@Timeout(900)
class KilledIT {
  /** So slow that a machine with nothing else to do is still at work when the third one dies. */
  private static final String THRICE_SLOW = "any:150x";

  private static final Duration GONE = Duration.ofSeconds(30);

  @TempDir private static Path folder;

  private static Path corpus = Path.of("unset");
  private static Cluster cluster;
  private static String unharmed = "";

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    String out = folder.resolve("unharmed").toString();
    try (Submission run =
        Submission.start(
            folder, List.of("--master", "local[2,4]"), out, training("bsp").into(out))) {
      unharmed = run.sha256();
    }
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

  private static Submission submit(String name, Training training) {
    String out = folder.resolve(name).toString();
    return Submission.start(folder, List.of("--master", cluster.master()), out, training.into(out));
  }

  private static Submission resume(String name) {
    String out = folder.resolve(name).toString();
    return Submission.start(
        folder, List.of("--master", cluster.master()), out, List.of("--resume", out));
  }

  private static Training training(String strategy) {
    return Training.of(corpus.toString(), strategy);
  }

  /** SIGKILL for one executor at each of three moments, the last soon before the end. */
  private static void killAnExecutorThreeTimes(Submission run, int samples) {
    for (double share : List.of(0.1, 0.45, 0.8)) {
      run.awaitSamples((long) (share * samples));
      await("two executors")
          .atMost(Submission.DEADLINE)
          .until(() -> cluster.executors().size() == 2);
      ProcessHandle victim = cluster.executors().get(0);
      assertThat(victim.destroyForcibly()).isTrue();
      // not by how many there are: the next one may be there before anybody has looked
      await("its end").atMost(GONE).until(() -> !victim.isAlive());
    }
  }

  @Test
  void threeDeathsOfExecutorsChangeNoBitUnderBsp() throws IOException, InterruptedException {
    try (Submission run = submit("bsp", training("bsp").with("--straggler", THRICE_SLOW))) {
      killAnExecutorThreeTimes(run, Training.SAMPLES);
      assertThat(run.sha256()).isEqualTo(unharmed);
    }
  }

  @Test
  void threeDeathsOfExecutorsRepeatAndLoseNoPushUnderAsp()
      throws IOException, InterruptedException {
    // the survivor goes on alone, so it takes more to be still at work when the next one dies
    int samples = 4 * Training.SAMPLES;
    Training training =
        training("asp")
            .with("--shards", "3")
            .with("--straggler", THRICE_SLOW)
            .with("--samples", String.valueOf(samples));
    try (Submission run = submit("asp", training)) {
      killAnExecutorThreeTimes(run, samples);
      JsonNode result = run.result();
      assertThat(result.path("samples").asLong()).isEqualTo(samples);
      AppliedOnce.verify(run.image(), samples);
    }
  }

  @Test
  void theDriversDeathLeavesNoProcessAndTheRunGoesOnToTheSameBits()
      throws IOException, InterruptedException {
    List<ProcessHandle> executors;
    try (Submission run = submit("orphaned", training("bsp").slow())) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.awaitCheckpoint();
      executors = cluster.executors();
      assertThat(executors).hasSize(2);
      run.driver().kill();
      await("the executors' end")
          .atMost(GONE)
          .until(() -> executors.stream().noneMatch(ProcessHandle::isAlive));
    }
    try (Submission run = resume("orphaned")) {
      assertThat(run.sha256()).isEqualTo(unharmed);
    }
  }

  @Test
  void aDriverThatIsAskedToStopLeavesACheckpointToTheSameBits()
      throws IOException, InterruptedException {
    try (Submission run = submit("stopped", training("bsp").slow())) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.driver().terminate();
      assertThat(run.driver().exitCode(Duration.ofMinutes(1))).isEqualTo(3);
      assertThat(run.driver().text()).contains("go on with --resume");
    }
    try (Submission run = resume("stopped")) {
      assertThat(run.sha256()).isEqualTo(unharmed);
    }
  }

  @Test
  void speculationIsRefusedByName() throws InterruptedException {
    String out = folder.resolve("refused").toString();
    List<String> options =
        List.of("--master", cluster.master(), "--conf", "spark.speculation=true");
    try (Submission run = Submission.start(folder, options, out, training("bsp").into(out))) {
      assertThat(run.driver().exitCode(Submission.DEADLINE)).isEqualTo(2);
      assertThat(run.driver().text()).contains("spark.speculation=true");
      assertThat(Path.of(out)).doesNotExist();
    }
  }

  @Test
  void aClusterWithoutWorkersIsRefusedAfterTheDeadline() throws IOException, InterruptedException {
    String out = folder.resolve("waiting").toString();
    Training impatient = training("bsp").with("--start-deadline", "5s");
    try (Cluster none = Cluster.start(Files.createDirectory(folder.resolve("none")), 0);
        Submission run =
            Submission.start(
                folder, List.of("--master", none.master()), out, impatient.into(out))) {
      assertThat(run.driver().exitCode(Submission.DEADLINE)).isEqualTo(2);
      assertThat(run.driver().text()).contains("workers=2", "slots for 0 tasks at once after 5 s");
      assertThat(Path.of(out)).doesNotExist();
    }
  }
}
