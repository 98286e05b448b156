package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards in tasks of a standalone cluster, one of whose executors is killed. */
@Tag("cluster")
@Timeout(900)
class ExecutorShardsIT {
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final Duration MOVED = Duration.ofSeconds(15);

  @TempDir private static Path folder;

  @Test
  void anExecutorsDeathTakesShardsAndTheRunGoesOnByItselfToTheSameBits()
      throws IOException, InterruptedException {
    Path corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    Training here = Training.of(corpus.toString(), "bsp");
    String expected = sha256("here", "local[2,4]", here);
    Training there = Training.of(corpus.toString(), "bsp").with("--placement", "executors").slow();
    String out = folder.resolve("there").toString();
    try (Cluster cluster = Cluster.start(folder, 4);
        Submission run =
            Submission.start(folder, List.of("--master", cluster.master()), out, there.into(out))) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.awaitCheckpoint();
      // two have a shard each, two a worker: one at least of three has a shard
      List<ProcessHandle> victims = cluster.executors().subList(0, 3);
      victims.forEach(ProcessHandle::destroyForcibly);
      await("their end")
          .atMost(GONE)
          .until(() -> victims.stream().noneMatch(ProcessHandle::isAlive));
      assertThat(run.sha256()).isEqualTo(expected);
      assertThat(run.driver().text()).contains("is whole: all go on from there");
    }
  }

  @Test
  void dynamicAllocationTakesNoExecutorThatHasAShardOrAWorker()
      throws IOException, InterruptedException {
    Path corpus = Files.write(folder.resolve("lasting.txt"), Texts.sentences(600));
    String expected = sha256("still", "local[2,4]", Training.of(corpus.toString(), "bsp"));
    Training there = Training.of(corpus.toString(), "bsp").with("--placement", "executors").slow();
    String out = folder.resolve("lasting").toString();
    try (Cluster cluster = Cluster.start(folder.resolve("lasting-cluster"), 4)) {
      List<String> options =
          Submission.dynamic(cluster.master(), "maxExecutors=4", "executorIdleTimeout=2s");
      try (Submission run = Submission.start(folder, options, out, there.into(out))) {
        assertThat(run.sha256()).isEqualTo(expected);
        assertThat(run.driver().text()).doesNotContain("is lost", "all go on from there");
      }
    }
  }

  @Test
  void withReplicasAnExecutorsDeathTakesNothingAway() throws IOException, InterruptedException {
    Path corpus = Files.write(folder.resolve("copied.txt"), Texts.sentences(600));
    String expected = sha256("copied-here", "local[2,4]", Training.of(corpus.toString(), "bsp"));
    Training there =
        Training.of(corpus.toString(), "bsp")
            .with("--placement", "executors")
            .with("--replicas", "2")
            .with("--straggler", "any:150x");
    String out = folder.resolve("copied-there").toString();
    try (Cluster cluster = Cluster.start(folder.resolve("copied"), 4);
        Submission run =
            Submission.start(folder, List.of("--master", cluster.master()), out, there.into(out))) {
      run.awaitSamples(Training.SAMPLES / 4);
      killUntilAShardMoves(cluster, run);
      assertThat(run.sha256()).isEqualTo(expected);
      assertThat(run.driver().text()).doesNotContain("all go on from there");
    }
  }

  /** Two of four executors have shards; the others' workers are started again. */
  private static void killUntilAShardMoves(Cluster cluster, Submission run) {
    for (ProcessHandle victim : cluster.executors()) {
      assertThat(victim.destroyForcibly()).isTrue();
      await("its end").atMost(GONE).until(() -> !victim.isAlive());
      if (moves(run)) {
        run.driver().text().lines().filter(l -> l.contains("shard ")).forEach(System.out::println);
        return;
      }
    }
    throw new AssertionError("no shard has moved: " + run.driver().text());
  }

  private static boolean moves(Submission run) {
    try {
      await().atMost(MOVED).until(() -> run.driver().text().contains(" goes on in epoch 2 at "));
      return true;
    } catch (ConditionTimeoutException it) {
      return false;
    }
  }

  private static String sha256(String name, String master, Training training)
      throws IOException, InterruptedException {
    String out = folder.resolve(name).toString();
    try (Submission run =
        Submission.start(folder, List.of("--master", master), out, training.into(out))) {
      return run.sha256();
    }
  }
}
