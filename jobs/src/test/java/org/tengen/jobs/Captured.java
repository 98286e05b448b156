package org.tengen.jobs;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tengen.jobs.settings.JobName;
import org.tengen.jobs.settings.Sources;

/** The command line in this process, with captured streams and jobs that only take notes. */
final class Captured {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Job.Order> orders = new ArrayList<>();
  private Job job = order -> ExitCode.DONE;

  /** What every job does from here on. */
  void job(Job other) {
    job = other;
  }

  int run(String... args) {
    Job noting =
        order -> {
          orders.add(order);
          return job.run(order);
        };
    Map<JobName, Job> jobs =
        Map.of(JobName.COMPARE, noting, JobName.TRAIN_NEXT_WORD, noting, JobName.CHECK, noting);
    Terminal terminal = new Terminal(stream(out), stream(err), false, 80);
    return new Tengen(terminal, Sources.ofProcess(folder -> Map.of()), jobs).run(args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /** The orders that jobs were given. */
  List<Job.Order> orders() {
    return orders;
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
