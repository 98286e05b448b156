package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The shortest of the tests on processes, for every build: it shows what most of the others do. */
@Tag("cluster")
@Tag("smoke")
@Timeout(400)
class SmokeIT {
  @TempDir private Path folder;

  @Test
  void aRunOnAClusterThatLosesAnExecutorEndsInTheBitsOfOneInOneJvm()
      throws IOException, InterruptedException {
    List<String> lines = Texts.sentences(600);
    Path one = Files.write(folder.resolve("one.txt"), lines);
    Path fifty = Texts.folder(folder.resolve("fifty"), lines, 50);
    String local = folder.resolve("local").toString();
    String harmed = folder.resolve("harmed").toString();
    try (Cluster cluster = Cluster.start(folder, 2);
        Submission here =
            Submission.start(
                folder,
                List.of("--master", "local[2,4]"),
                local,
                Training.of(one.toString(), "bsp").with("--shards", "1").into(local))) {
      String expected = here.sha256();
      Training slow = Training.of(fifty.toString(), "bsp").with("--shards", "3").slow();
      try (Submission run =
          Submission.start(
              folder, List.of("--master", cluster.master()), harmed, slow.into(harmed))) {
        run.awaitSamples(Training.SAMPLES / 3);
        List<ProcessHandle> executors = cluster.executors();
        assertThat(executors).hasSize(2);
        executors.get(0).destroyForcibly();
        assertThat(run.sha256()).isEqualTo(expected);
      }
    }
  }
}
