package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that join and leave a run on a standalone cluster. */
@Tag("cluster")
@Timeout(600)
class ElasticIT {
  @TempDir private Path folder;

  private Training threeLanesByTurns() throws IOException {
    Path corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    return Training.of(corpus.toString(), "asp")
        .with("--workers", "3")
        .with("--min-workers", "1")
        .with("--turn", "1s")
        .with("--straggler", "any:100x");
  }

  @Test
  void lanesMoveToAnExecutorThatJoinsAndFromOneThatDies() throws IOException, InterruptedException {
    String out = folder.resolve("elastic").toString();
    Training training = threeLanesByTurns();
    try (Cluster cluster = Cluster.start(folder, 1);
        Submission run =
            Submission.start(
                folder, List.of("--master", cluster.master()), out, training.into(out))) {
      run.awaitSamples(Training.SAMPLES / 10);
      ProcessHandle first = cluster.executors().get(0);
      cluster.addWorker();
      await("a second executor")
          .atMost(Submission.DEADLINE)
          .until(() -> cluster.executors().size() == 2);
      run.awaitSamples(Training.SAMPLES / 2);
      assertThat(first.destroyForcibly()).isTrue();

      JsonNode result = run.result();
      assertThat(result.path("samples").asLong()).isEqualTo(Training.SAMPLES);
      AppliedOnce.verify(run.image(), Training.SAMPLES);
      assertThat(result.path("lanes"))
          .hasSize(3)
          .allSatisfy(lane -> assertThat(lane.path("samples").asLong()).isPositive());
    }
  }

  @Test
  void dynamicAllocationBringsAnExecutorInMidRun() throws IOException, InterruptedException {
    String out = folder.resolve("dynamic").toString();
    Training training = threeLanesByTurns();
    try (Cluster cluster = Cluster.start(folder, 2)) {
      List<String> options =
          Submission.dynamic(cluster.master(), "initialExecutors=1", "maxExecutors=2");
      try (Submission run = Submission.start(folder, options, out, training.into(out))) {
        await("a second executor")
            .atMost(Submission.DEADLINE)
            .until(() -> cluster.executors().size() == 2);
        JsonNode result = run.result();
        assertThat(result.path("samples").asLong()).isEqualTo(Training.SAMPLES);
        AppliedOnce.verify(run.image(), Training.SAMPLES);
      }
    }
  }
}
