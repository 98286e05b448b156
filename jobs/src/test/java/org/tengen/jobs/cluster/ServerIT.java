package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards in processes of {@code tengen server}, which are killed, or whose driver is. */
@Tag("cluster")
@Timeout(900)
class ServerIT {
  private static final Duration FREE = Duration.ofSeconds(30);

  @TempDir private static Path folder;

  private static Path corpus = Path.of("unset");
  private static Path secret = Path.of("unset");
  private static String unharmed = "";
  private static int firstPort;
  private static int secondPort;
  private static Child first;
  private static Child second;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    secret = Files.writeString(folder.resolve("secret"), "a secret of the tests alone\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    firstPort = Servers.freePort();
    secondPort = Servers.freePort();
    first = server("first", firstPort);
    second = server("second", secondPort);
    String out = folder.resolve("unharmed").toString();
    try (Submission run =
        Submission.start(folder, List.of("--master", "local[2,4]"), out, inTheDriver().into(out))) {
      unharmed = run.sha256();
    }
  }

  @AfterAll
  static void stop() {
    first.close();
    second.close();
  }

  private static Child server(String name, int port) {
    return Servers.start(folder, name, port, secret);
  }

  private static Training inTheDriver() {
    return Training.of(corpus.toString(), "bsp");
  }

  private static Training atServers() {
    return inTheDriver()
        .with("--placement", "standalone")
        .with("--servers", "127.0.0.1:" + firstPort + ",127.0.0.1:" + secondPort)
        .with("--secret-file", secret.toString());
  }

  private static Submission submit(String name, String master, List<String> flags) {
    return Submission.start(
        folder, List.of("--master", master), folder.resolve(name).toString(), flags);
  }

  private static Submission resume(String name, String master) {
    return submit(name, master, List.of("--resume", folder.resolve(name).toString()));
  }

  @Test
  void aServerThatIsKilledEndsTheRunWhichGoesOnToTheSameBits()
      throws IOException, InterruptedException {
    String out = folder.resolve("bereft").toString();
    try (Submission run = submit("bereft", "local[2,4]", atServers().slow().into(out))) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.awaitCheckpoint();
      second.kill();
      assertThat(run.driver().exitCode(Duration.ofMinutes(2))).isEqualTo(3);
      assertThat(run.driver().text())
          .containsPattern(
              "the server at 127\\.0\\.0\\.1:"
                  + secondPort
                  + ", which held shard 1, is lost: .*; "
                  + out
                  + "/checkpoints/checkpoint-\\d{8} is whole: go on with --resume "
                  + out);
    }
    second = server("second-again", secondPort);
    try (Submission run = resume("bereft", "local[2,4]")) {
      assertThat(run.sha256()).isEqualTo(unharmed);
    }
  }

  @Test
  void serversAreFreeSoonAfterTheDriversDeathAndTheRunGoesOnToTheSameBits()
      throws IOException, InterruptedException {
    String cluster = "local-cluster[2,1,1024]";
    String out = folder.resolve("orphaned").toString();
    try (Submission run = submit("orphaned", cluster, atServers().slow().into(out))) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.awaitCheckpoint();
      run.driver().kill();
      await("the servers' freedom")
          .atMost(FREE)
          .until(() -> first.text().contains("its driver was not heard for 20 s"));
    }
    try (Submission run = resume("orphaned", cluster)) {
      assertThat(run.sha256()).isEqualTo(unharmed);
    }
  }

  @Test
  void aSecretThatOthersMayReadIsRefused() throws IOException, InterruptedException {
    Path open = Files.writeString(folder.resolve("open"), "a secret for everybody\n");
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
    String out = folder.resolve("refused").toString();
    Training training = atServers().with("--secret-file", open.toString());
    try (Submission run = submit("refused", "local[2,4]", training.into(out))) {
      assertThat(run.driver().exitCode(Submission.DEADLINE)).isEqualTo(2);
      assertThat(run.driver().text()).contains("has mode rw-r--r--");
    }
  }
}
