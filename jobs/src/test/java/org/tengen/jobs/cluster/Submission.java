package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.tengen.driver.WrongSetting;
import org.tengen.driver.run.RunFolder;
import org.tengen.ps.checkpoint.Checkpoints;
import org.tengen.ps.image.RunImage;

/** A training handed to spark-submit: its process, and what its run folder says. */
final class Submission implements AutoCloseable {
  static final Duration DEADLINE = Duration.ofMinutes(6);

  private final Child driver;
  private final String out;
  private final Configuration hadoop = new Configuration();

  private Submission(Child driver, String out) {
    this.driver = driver;
    this.out = out;
  }

  /**
   * Submits.
   *
   * @param logs where the driver's log goes
   * @param options spark-submit's, the master among them
   * @param out the run's folder
   * @param flags of {@code train next-word}, but for the run's folder
   */
  static Submission start(Path logs, List<String> options, String out, List<String> flags) {
    List<String> command = submit("org.tengen.jobs.Tengen", options);
    command.addAll(List.of("train", "next-word"));
    command.addAll(flags);
    String name = "driver-" + Path.of(out).getFileName() + (resumes(flags) ? "-resumed" : "");
    return new Submission(Child.start(name, logs, Built.ENVIRONMENT, command), out);
  }

  /** The same by {@link WatchedSecrets}, which notes the run's secret in a file. */
  static Submission watched(
      Path logs, List<String> options, Path secrets, String out, List<String> flags) {
    List<String> command = submit(WatchedSecrets.class.getName(), withTestClasses(options));
    command.addAll(List.of(secrets.toString(), "train", "next-word"));
    command.addAll(flags);
    return new Submission(Child.start("driver", logs, Built.ENVIRONMENT, command), out);
  }

  /** Options of an application whose executors come and go; settings below Spark's prefix. */
  static List<String> dynamic(String master, String... settings) {
    List<String> options = new ArrayList<>(List.of("--master", master));
    List<String> all =
        new ArrayList<>(
            List.of("enabled=true", "shuffleTracking.enabled=true", "schedulerBacklogTimeout=1s"));
    all.addAll(List.of(settings));
    for (String setting : all) {
      options.addAll(List.of("--conf", "spark.dynamicAllocation." + setting));
    }
    return options;
  }

  /** The start of a command line: spark-submit, a main class, the jar. */
  static List<String> submit(String main, List<String> options) {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Built.program("spark-submit"), "--class", main));
    command.addAll(List.of("--driver-memory", "600m", "--conf", "spark.executor.memory=600m"));
    command.addAll(options);
    command.add(Built.JAR.toString());
    return command;
  }

  /** Options that let the driver's main class be one of the tests'. */
  static List<String> withTestClasses(List<String> options) {
    List<String> all = new ArrayList<>(options);
    URL tests = Submission.class.getProtectionDomain().getCodeSource().getLocation();
    try {
      // not its path, in which a space of a folder's name is %20
      all.addAll(List.of("--driver-class-path", Path.of(tests.toURI()) + ":" + Built.JAR));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(tests + " is no place for classes", e);
    }
    return all;
  }

  private static boolean resumes(List<String> flags) {
    return flags.contains("--resume");
  }

  Child driver() {
    return driver;
  }

  /** Waits until this many samples are applied. */
  void awaitSamples(long samples) {
    await("samples of " + out)
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> samples() >= samples || !driver.isAlive());
    assertThat(driver.isAlive())
        .as("the run should still go on at %d samples:%n%s", samples, driver.text())
        .isTrue();
  }

  /** Waits for a checkpoint that is whole. */
  void awaitCheckpoint() {
    await("a checkpoint of " + out)
        .atMost(DEADLINE)
        .until(() -> checkpoints().newest().isPresent());
  }

  /** Samples applied so far, as the metrics say. */
  long samples() {
    try {
      List<JsonNode> lines = RunFolder.open(out, hadoop).readMetrics();
      return lines.isEmpty() ? 0 : lines.get(lines.size() - 1).path("samples").asLong();
    } catch (WrongSetting notYet) {
      return 0;
    }
  }

  /** The longest time between two looks that saw more samples than the look before, in seconds. */
  double longestPause() {
    double longest = 0;
    double last = 0;
    for (JsonNode line : RunFolder.open(out, hadoop).readMetrics()) {
      longest = Math.max(longest, line.path("seconds").asDouble() - last);
      last = line.path("seconds").asDouble();
    }
    return longest;
  }

  /** The result, after an end with exit code 0. */
  JsonNode result() throws InterruptedException, IOException {
    int code = driver.exitCode(DEADLINE);
    assertThat(code).as("exit code; the driver printed:%n%s", driver.text()).isZero();
    String text = RunFolder.open(out, hadoop).read("result.json").orElseThrow();
    return JsonMapper.builder().build().readTree(text).at("/runs/0");
  }

  /** SHA-256 of the final weights. */
  String sha256() throws InterruptedException, IOException {
    JsonNode result = result();
    String sha256 = result.path("weightsSha256").asText();
    System.out.printf("%s: %.1f s, sha256 %s%n", out, result.path("seconds").asDouble(), sha256);
    return sha256;
  }

  /** The newest checkpoint. */
  RunImage image() throws IOException {
    return checkpoints().newest().orElseThrow().image();
  }

  private Checkpoints checkpoints() {
    return new Checkpoints(RunFolder.open(out, hadoop).store(), "checkpoints", 2);
  }

  @Override
  public void close() {
    driver.close();
  }
}
