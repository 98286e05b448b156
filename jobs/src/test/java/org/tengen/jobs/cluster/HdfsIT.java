package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A corpus and a run folder on HDFS, for a run on a standalone cluster. */
@Tag("cluster")
@Timeout(900)
class HdfsIT {
  @TempDir private static Path folder;

  private static MiniDFSCluster hdfs;
  private static Cluster cluster;
  private static String root = "";
  private static Path local = Path.of("unset");

  @BeforeAll
  static void start() throws IOException {
    Configuration settings = new Configuration();
    settings.set("hadoop.tmp.dir", folder.resolve("tmp").toString());
    hdfs =
        new MiniDFSCluster.Builder(settings, folder.resolve("hdfs").toFile())
            .numDataNodes(1)
            .build();
    hdfs.waitActive();
    root = hdfs.getFileSystem().getUri().toString();
    local = Texts.folder(folder.resolve("corpus"), Texts.sentences(600), 5);
    hdfs.getFileSystem()
        .copyFromLocalFile(
            new org.apache.hadoop.fs.Path(local.toString()),
            new org.apache.hadoop.fs.Path("/corpus"));
    cluster = Cluster.start(folder, 2);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    hdfs.shutdown(true);
  }

  private static Submission submit(String out, List<String> flags) {
    return Submission.start(folder, List.of("--master", cluster.master()), out, flags);
  }

  @Test
  void aRunFromAndToHdfsIsKilledAndGoesOnToTheSameBits() throws IOException, InterruptedException {
    String here = folder.resolve("local").toString();
    String expected;
    try (Submission run = submit(here, Training.of(local.toString(), "bsp").into(here))) {
      expected = run.sha256();
    }
    String out = root + "/runs/harmed";
    try (Submission run = submit(out, Training.of(root + "/corpus", "bsp").slow().into(out))) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.awaitCheckpoint();
      run.driver().kill();
      await("the executors' end")
          .atMost(Duration.ofSeconds(30))
          .until(() -> cluster.executors().isEmpty());
    }
    try (Submission run = submit(out, List.of("--resume", out))) {
      assertThat(run.sha256()).isEqualTo(expected);
    }
    assertThat(hdfs.getFileSystem().exists(new org.apache.hadoop.fs.Path(out, "report.html")))
        .isTrue();
    assertThat(Files.exists(Path.of(folder.toString(), "runs"))).isFalse();
  }
}
