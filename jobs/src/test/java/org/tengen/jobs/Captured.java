package org.tengen.jobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.tengen.jobs.settings.JobName;
import org.tengen.jobs.settings.Sources;

/** The command line in this process, with captured streams and jobs that only take notes. */
public final class Captured {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<Job.Order> orders = new ArrayList<>();
  private Job job = order -> ExitCode.DONE;
  private InputStream in = InputStream.nullInputStream();

  /** What every job does from here on. */
  void job(Job other) {
    job = other;
  }

  /** What the jobs themselves read from standard input. */
  void in(String text) {
    in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  int run(String... args) {
    Job noting =
        order -> {
          orders.add(order);
          return job.run(order);
        };
    Map<JobName, Job> jobs =
        Map.of(
            JobName.COMPARE,
            noting,
            JobName.TRAIN_NEXT_WORD,
            noting,
            JobName.TRAIN_LM,
            noting,
            JobName.TRAIN_GO,
            noting,
            JobName.TRAIN_WORD2VEC,
            noting,
            JobName.SIMULATE,
            noting,
            JobName.CHECK,
            noting,
            JobName.SERVER,
            noting,
            JobName.GTP,
            noting,
            JobName.MATCH,
            noting);
    return new Tengen(terminal(), Sources.ofProcess((name, folder) -> Map.of()), jobs).run(args);
  }

  /** Runs the jobs themselves, which are asked to stop when {@code stop} says so. */
  public int runReally(BooleanSupplier stop, String... args) {
    Terminal terminal = terminal();
    Job training = new NetworkJob(terminal, onFirst -> stop);
    Map<JobName, Job> jobs =
        Map.of(
            JobName.COMPARE,
            training,
            JobName.TRAIN_NEXT_WORD,
            training,
            JobName.TRAIN_LM,
            training,
            JobName.TRAIN_GO,
            training,
            JobName.TRAIN_WORD2VEC,
            new Word2VecJob(terminal, onFirst -> stop),
            JobName.SIMULATE,
            new SimulateJob(terminal, onFirst -> stop),
            JobName.CHECK,
            new CheckJob(terminal),
            JobName.SERVER,
            new ServerJob(terminal, onFirst -> () -> true),
            JobName.GTP,
            new GtpJob(terminal, in),
            JobName.MATCH,
            new MatchJob(terminal, onFirst -> stop));
    return new Tengen(terminal, Sources.ofProcess(RunFolders::settings), jobs).run(args);
  }

  private Terminal terminal() {
    return new Terminal(stream(out), stream(err), false, 80);
  }

  /** What was printed. */
  public String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  /** What went wrong, as it was printed. */
  public String err() {
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
