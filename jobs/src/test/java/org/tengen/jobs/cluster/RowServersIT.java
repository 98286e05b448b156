package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Shards of row tables in processes of {@code tengen server}, of which one is killed. */
@Tag("cluster")
@Timeout(600)
class RowServersIT {
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Pattern SHA256 = Pattern.compile("sha256 ([0-9a-f]{64})");

  /** Less than the table, of which the driver never has a shard. */
  private static final String SMALL = "-Xmx64m";

  @TempDir private Path folder;

  private Child driver(String name, String heap, String out, int pace, String... servers) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(heap, "-cp", classes(), RowDriver.class.getName()));
    command.addAll(List.of(folder.resolve(out).toString(), String.valueOf(pace)));
    command.addAll(List.of(servers));
    return Child.start("driver-" + name, folder, Built.ENVIRONMENT, command);
  }

  private static String classes() {
    try {
      var tests = RowDriver.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      return Built.JAR + ":" + Built.SPARK.resolve("jars") + "/*:" + Path.of(tests);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(Child driver) throws InterruptedException {
    assertThat(driver.exitCode(DEADLINE)).as(driver.text()).isZero();
    Matcher found = SHA256.matcher(driver.text());
    assertThat(found.find()).as(driver.text()).isTrue();
    return found.group(1);
  }

  @Test
  void aServerThatIsKilledEndsTheRunWhichGoesOnToTheSameBits()
      throws IOException, InterruptedException {
    Path secret = Files.writeString(folder.resolve("secret"), "a secret of the tests alone\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    String unharmed;
    try (Child here = driver("unharmed", "-Xmx600m", "unharmed", 60)) {
      unharmed = sha256(here);
    }
    int first = Servers.freePort();
    int second = Servers.freePort();
    String[] servers = {secret.toString(), "127.0.0.1:" + first, "127.0.0.1:" + second};
    try (Child kept = Servers.start(folder, "first", first, secret)) {
      try (Child lost = Servers.start(folder, "second", second, secret);
          Child driver = driver("bereft", SMALL, "bereft", 5, servers)) {
        await("two checkpoints, the second after some updates")
            .atMost(DEADLINE)
            .until(() -> driver.text().contains("checkpoint-00000003") || !driver.isAlive());
        assertThat(driver.isAlive()).as(driver.text()).isTrue();
        lost.kill();
        assertThat(driver.exitCode(Duration.ofMinutes(1))).as(driver.text()).isEqualTo(3);
        assertThat(driver.text())
            .contains("the server at 127.0.0.1:" + second + ", which held shard 1, is lost: ")
            .doesNotContain("sha256");
      }
      try (Child again = Servers.start(folder, "second-again", second, secret);
          Child driver = driver("resumed", SMALL, "bereft", 60, servers)) {
        assertThat(sha256(driver)).isEqualTo(unharmed);
        assertThat(driver.text()).contains("goes on from checkpoint-");
        assertThat(again.isAlive() && kept.isAlive()).isTrue();
      }
    }
  }
}
