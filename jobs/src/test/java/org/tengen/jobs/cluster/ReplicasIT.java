package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;

/** Shards in two processes each, which are killed, or stopped and woken again. */
@Tag("cluster")
@Timeout(900)
class ReplicasIT {
  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir private static Path folder;

  private static Path corpus = Path.of("unset");
  private static Path secret = Path.of("unset");
  private static String unharmed = "";

  private final List<Child> servers = new ArrayList<>();
  private int firstPort;
  private int secondPort;

  @BeforeAll
  static void unharmed() throws IOException, InterruptedException {
    corpus = Files.write(folder.resolve("corpus.txt"), Texts.sentences(600));
    secret = Files.writeString(folder.resolve("secret"), "a secret of the tests alone\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    String out = folder.resolve("unharmed").toString();
    try (Submission run =
        Submission.start(
            folder, List.of("--master", "local[2,4]"), out, training("bsp").into(out))) {
      unharmed = run.sha256();
    }
  }

  @AfterEach
  void stop() {
    servers.forEach(Child::close);
  }

  private Child first() {
    return servers.get(0);
  }

  private Child second() {
    return servers.get(1);
  }

  private static Training training(String strategy) {
    return Training.of(corpus.toString(), strategy);
  }

  /** Starts two servers, and a training whose shards are at both. */
  private Submission start(String name, String strategy) throws IOException {
    firstPort = Servers.freePort();
    secondPort = Servers.freePort();
    servers.add(Servers.start(folder, name + "-first", firstPort, secret));
    servers.add(Servers.start(folder, name + "-second", secondPort, secret));
    String out = folder.resolve(name).toString();
    Training training =
        training(strategy)
            .with("--placement", "standalone")
            .with("--servers", "127.0.0.1:" + firstPort + ",127.0.0.1:" + secondPort)
            .with("--secret-file", secret.toString())
            .with("--replicas", "2")
            .slow();
    return Submission.start(folder, List.of("--master", "local[2,4]"), out, training.into(out));
  }

  /** Waits for a line of the driver's, and says how long after {@code sinceNs} it was there. */
  private static void awaitLine(Submission run, String line, long sinceNs) {
    await(line)
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> run.driver().text().contains(line) || !run.driver().isAlive());
    assertThat(run.driver().text()).contains(line);
    System.out.printf("%s: seen %d ms later%n", line, (System.nanoTime() - sinceNs) / 1_000_000);
    run.driver().text().lines().filter(each -> each.contains(line)).forEach(System.out::println);
  }

  @Test
  void aHostThatIsKilledChangesNoBitUnderBsp() throws IOException, InterruptedException {
    try (Submission run = start("killed-bsp", "bsp")) {
      run.awaitSamples(Training.SAMPLES / 3);
      second().kill();
      long killedNs = System.nanoTime();
      awaitLine(run, "shard 1 goes on in epoch 2 at 127.0.0.1:" + firstPort, killedNs);
      awaitLine(run, "shard 1 applies pushes again", killedNs);
      assertThat(run.sha256()).isEqualTo(unharmed);
      assertThat(run.driver().text())
          .contains("shard 0 has lost its second replica and goes on alone in epoch 2");
    }
  }

  @Test
  void aHostThatIsKilledLosesAndRepeatsNoPushUnderAsp() throws IOException, InterruptedException {
    try (Submission run = start("killed-asp", "asp")) {
      run.awaitSamples(Training.SAMPLES / 3);
      first().kill();
      awaitLine(run, "shard 0 applies pushes again", System.nanoTime());
      JsonNode result = run.result();
      assertThat(result.path("samples").asLong()).isEqualTo(Training.SAMPLES);
      assertEachPushIsAppliedOnce(run.image());
    }
  }

  /** An update is one push: versions count pushes, clocks count the iterations of lanes. */
  private static void assertEachPushIsAppliedOnce(RunImage image) {
    long[] clocks = image.shards().get(0).slices().get(0).clocks();
    assertThat(Arrays.stream(clocks).sum() * Training.BATCH).isEqualTo(Training.SAMPLES);
    for (ShardImage shard : image.shards()) {
      assertThat(shard.laneSamples())
          .containsExactly(Arrays.stream(clocks).map(c -> c * Training.BATCH).toArray());
      for (SliceImage slice : shard.slices()) {
        assertThat(slice.clocks()).containsExactly(clocks);
        assertThat(slice.version()).isEqualTo(Arrays.stream(clocks).sum());
      }
    }
  }

  @Test
  void aHostThatIsStoppedPastItsLeaseServesNobodyWhenItWakes()
      throws IOException, InterruptedException {
    try (Submission run = start("stopped", "bsp")) {
      run.awaitSamples(Training.SAMPLES / 3);
      signal("STOP", second());
      long stoppedNs = System.nanoTime();
      awaitLine(run, "shard 1 goes on in epoch 2", stoppedNs);
      signal("CONT", second());
      await("the old primary to be told")
          .atMost(SOON)
          .until(() -> fenced().matcher(second().text()).find());
      assertThat(counts("has no lease any more")).isEqualTo(counts("is FENCED in epoch \\d+"));
      awaitLine(run, "shard 1 applies pushes again", stoppedNs);
      assertThat(run.sha256()).isEqualTo(unharmed);
      await("its freedom").atMost(SOON).until(() -> second().text().contains("it has ended"));
    }
  }

  private static Pattern fenced() {
    return Pattern.compile("shard 1 of run \\S+ is FENCED in epoch");
  }

  /** The pushes that the second server has acknowledged and the pulls that it has served. */
  private String counts(String when) {
    Matcher line =
        Pattern.compile(
                "shard 1 of run \\S+ " + when + "; (pushes acknowledged \\d+, pulls served \\d+),")
            .matcher(second().text());
    assertThat(line.find()).as(second().text()).isTrue();
    System.out.println(line.group());
    return line.group(1);
  }

  private static void signal(String name, Child process) throws IOException, InterruptedException {
    String pid = String.valueOf(process.handle().pid());
    assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
  }

  @Test
  void theDeathOfBothHostsEndsTheRunWhichGoesOnToTheSameBits()
      throws IOException, InterruptedException {
    String out = folder.resolve("bereft").toString();
    try (Submission run = start("bereft", "bsp")) {
      run.awaitSamples(Training.SAMPLES / 3);
      run.awaitCheckpoint();
      first().kill();
      second().kill();
      assertThat(run.driver().exitCode(Duration.ofMinutes(2))).isEqualTo(3);
      assertThat(run.driver().text())
          .containsPattern(
              "the server at 127\\.0\\.0\\.1:\\d+, which held shards 0, 1, is lost: .*; "
                  + out
                  + "/checkpoints/checkpoint-\\d{8} is whole: go on with --resume "
                  + out);
    }
    servers.add(Servers.start(folder, "again-first", firstPort, secret));
    servers.add(Servers.start(folder, "again-second", secondPort, secret));
    try (Submission run =
        Submission.start(
            folder, List.of("--master", "local[2,4]"), out, List.of("--resume", out))) {
      assertThat(run.sha256()).isEqualTo(unharmed);
    }
  }
}
