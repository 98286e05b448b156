package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards in tasks of a standalone cluster, one of whose executors is killed. */
@Tag("cluster")
@Timeout(900)
class ExecutorShardsIT {
  private static final Duration GONE = Duration.ofSeconds(30);

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
    try (Cluster cluster = Cluster.start(folder, 4)) {
      List<String> options =
          Submission.dynamic(cluster.master(), "maxExecutors=4", "executorIdleTimeout=2s");
      try (Submission run = Submission.start(folder, options, out, there.into(out))) {
        assertThat(run.sha256()).isEqualTo(expected);
        assertThat(run.driver().text()).doesNotContain("is lost", "all go on from there");
      }
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
