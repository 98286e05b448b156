package org.tengen.bench.ps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tengen.bench.process.Child;
import org.tengen.bench.process.Program;

/**
 * PyTorch's all-reduce by gloo between two processes: what a push and a pull of two workers come to
 * where there is no server. Each process has the payload and gets the sum of both.
 */
final class Gloo {
  static final String TITLE = "gloo all-reduce";

  private static final String SCRIPT = "allreduce.py";

  /** Over loopback alone, each process with one thread for its sums. */
  private static final Map<String, String> SURROUNDINGS =
      Map.of("GLOO_SOCKET_IFNAME", "lo", "OMP_NUM_THREADS", "1");

  private final String python;

  /** By this interpreter. */
  Gloo(String python) {
    this.python = python;
  }

  /** Why it cannot be measured; null if it can. */
  @Nullable String missing() throws InterruptedException {
    return Program.works(List.of(python, "-c", "import torch.distributed"))
        ? null
        : "left out: " + python + " has no PyTorch (apt-get install python3-torch)";
  }

  /** The rounds of {@code work}, each an all-reduce of its floats. */
  Row allReduce(Work work) throws IOException, InterruptedException {
    double load = Runner.load();
    Path folder = Files.createTempDirectory("tengen-bench-");
    Path script = folder.resolve(SCRIPT);
    Path meeting = folder.resolve("meeting");
    try {
      try (InputStream in = Gloo.class.getResourceAsStream(SCRIPT)) {
        Files.copy(Objects.requireNonNull(in, SCRIPT), script);
      }
      try (Child first = start(script, 0, meeting, work);
          Child second = start(script, 1, meeting, work)) {
        Figures one = Figures.parse(first.line(Runner.ROUNDS_S));
        Figures other = Figures.parse(second.line(Runner.ROUNDS_S));
        long cpuNs = one.cpuNs() + other.cpuNs();
        Figures both = new Figures(one.pullNs(), one.pushNs(), one.roundNs(), cpuNs);
        return Row.oneWay(TITLE, work, both, load);
      }
    } finally {
      Files.deleteIfExists(meeting);
      Files.deleteIfExists(script);
      Files.deleteIfExists(folder);
    }
  }

  private Child start(Path script, int rank, Path meeting, Work work) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(python, script.toString(), Integer.toString(rank), meeting.toString()));
    for (int each : new int[] {work.floats(), work.warmUp(), work.rounds()}) {
      command.add(Integer.toString(each));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(SURROUNDINGS);
    return Child.start(SCRIPT, builder);
  }
}
