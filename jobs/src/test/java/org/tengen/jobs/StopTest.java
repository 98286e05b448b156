package org.tengen.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training as a process of its own that is asked to stop, as a person or a scheduler would. */
@Tag("cluster")
class StopTest {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @TempDir Path folder;

  private Process start(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-Xmx") || argument.startsWith("--add-"))
        .forEach(command::add);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Tengen.class.getName()));
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path log() {
    return folder.resolve("log.txt");
  }

  private int end(Process process) throws InterruptedException {
    assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void finishesACheckpointOnSigtermExits3AndGoesOn() throws IOException, InterruptedException {
    Path corpus = folder.resolve("corpus.txt");
    Files.writeString(corpus, "one two three four five\nsix seven eight nine ten\n".repeat(200));
    Path out = folder.resolve("run");
    Process training =
        start(
            ("train next-word --corpus %s --out %s --workers 2 --batch 8 --hidden 16 --embedding 8"
                    + " --vocabulary 50 --samples 160000 --evaluations 1 --straggler 0:50x")
                .formatted(corpus, out)
                .split(" "));
    try {
      await()
          .atMost(DEADLINE)
          .until(() -> Files.exists(out.resolve("metrics.jsonl")) && lines(out) > 0);
      training.destroy();
      assertThat(end(training)).as(Files.readString(log())).isEqualTo(3);
    } finally {
      training.destroyForcibly();
    }
    assertThat(Files.readString(log())).contains("go on with --resume " + out);
    assertThat(out.resolve("checkpoints")).isNotEmptyDirectory();
    assertThat(out.resolve("result.json")).doesNotExist();
    Process resumed = start("train", "next-word", "--resume", out.toString());
    try {
      await().atMost(DEADLINE).until(() -> lines(out) > 1);
    } finally {
      resumed.destroyForcibly();
    }
  }

  private static long lines(Path out) throws IOException {
    return Files.readString(out.resolve("metrics.jsonl")).lines().count();
  }
}
