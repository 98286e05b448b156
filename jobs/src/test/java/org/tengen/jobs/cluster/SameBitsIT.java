package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Under {@code bsp} a seed decides the final weights to the bit, wherever and however it runs. */
@Tag("cluster")
@Timeout(900)
class SameBitsIT {
  @TempDir private static Path folder;

  private static Path oneFile = Path.of("unset");
  private static Path fiftyFiles = Path.of("unset");
  private static String expected = "";

  @BeforeAll
  static void trainInOneJvm() throws IOException, InterruptedException {
    List<String> lines = Texts.sentences(600);
    oneFile = Files.write(folder.resolve("one.txt"), lines);
    fiftyFiles = Texts.folder(folder.resolve("fifty"), lines, 50);
    expected = sha256("one-jvm", "local[2,4]", List.of(), bsp(oneFile).with("--shards", "1"));
    assertThat(expected).hasSize(64);
  }

  private static Training bsp(Path corpus) {
    return Training.of(corpus.toString(), "bsp");
  }

  private static String sha256(String name, String master, List<String> options, Training training)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--master", master));
    all.addAll(options);
    String out = folder.resolve(name).toString();
    try (Submission run = Submission.start(folder, all, out, training.into(out))) {
      return run.sha256();
    }
  }

  @Test
  void inOneJvmWithThreeShardsOverTcpFromFiftyFiles() throws IOException, InterruptedException {
    Training training = bsp(fiftyFiles).with("--shards", "3").with("--transport", "tcp");
    assertThat(sha256("one-jvm-tcp", "local[2,4]", List.of(), training)).isEqualTo(expected);
  }

  @Test
  void inOneJvmWithThreeShardsAndDirectCalls() throws IOException, InterruptedException {
    Training training = bsp(oneFile).with("--shards", "3");
    assertThat(sha256("one-jvm-3", "local[2,4]", List.of(), training)).isEqualTo(expected);
  }

  @Test
  void onSparksClusterInOneCommand() throws IOException, InterruptedException {
    Training training = bsp(oneFile).with("--shards", "1");
    assertThat(sha256("local-cluster", "local-cluster[2,1,2048]", List.of(), training))
        .isEqualTo(expected);
  }

  @Test
  void onAStandaloneClusterInClientAndInClusterDeployMode()
      throws IOException, InterruptedException {
    try (Cluster cluster = Cluster.start(folder, 3)) {
      assertThat(
              sha256("client-1", cluster.master(), List.of(), bsp(oneFile).with("--shards", "1")))
          .isEqualTo(expected);
      assertThat(
              sha256(
                  "client-3", cluster.master(), List.of(), bsp(fiftyFiles).with("--shards", "3")))
          .isEqualTo(expected);
      assertThat(
              sha256(
                  "deployed",
                  cluster.master(),
                  List.of("--deploy-mode", "cluster"),
                  bsp(fiftyFiles).with("--shards", "3")))
          .isEqualTo(expected);
    }
  }
}
