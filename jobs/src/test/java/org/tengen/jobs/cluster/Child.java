package org.tengen.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that a test started. Its output is in a file; it ends with the test at the latest, and
 * its children with it.
 */
final class Child implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(20);

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts one in {@code folder}.
   *
   * @param name of its log there
   * @param environment on top of this process's
   */
  static Child start(
      String name, Path folder, Map<String, String> environment, List<String> command) {
    Path log = folder.resolve(name + ".log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.directory(folder.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    try {
      return new Child(builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has printed so far. */
  String text() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Its exit code, once it has ended. */
  int exitCode(Duration deadline) throws InterruptedException {
    assertThat(process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS))
        .as("process %d has not ended within %s; it printed:%n%s", process.pid(), deadline, text())
        .isTrue();
    return process.exitValue();
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  @Override
  public void close() {
    List<ProcessHandle> children;
    try (Stream<ProcessHandle> all = process.descendants()) {
      children = all.toList();
    }
    process.destroy();
    try {
      if (!process.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
