package org.tengen.bench.words;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tengen.bench.process.Child;
import org.tengen.models.word2vec.Word2VecSettings;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.tcp.ServerAddress;
import org.tengen.ps.wire.Secret;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Trains word vectors whose tables are in other processes, writes a checkpoint and the vectors, and
 * says how much memory each process has had.
 */
@Command(
    name = "words.Large",
    mixinStandardHelpOptions = true,
    description = "Memory of each process of a training whose tables fit none of them.")
public final class Large implements Callable<Integer> {
  private static final long START_S = 60;

  @Spec private CommandSpec spec;

  @Option(names = "--words", description = "of the vocabulary")
  private int words = 1_000_000;

  @Option(names = "--dimensions", description = "floats of a vector")
  private int dimensions = 300;

  @Option(names = "--servers", description = "processes that have a shard each")
  private int servers = 4;

  @Option(names = "--tokens", description = "of the made-up text, at least two for each word")
  private long tokens = 2_000_000;

  @Option(names = "--lanes", description = "workers, all in this process")
  private int lanes = 2;

  @Option(names = "--block", description = "tokens between a pull and a push")
  private int block = 16_384;

  @Option(names = "--heap", description = "of each server, MB")
  private long heap = 680;

  @Option(names = "--direct", description = "memory beside the heap of each server, MB")
  private long direct = 32;

  @Option(names = "--folder", description = "for checkpoint and vectors; default: a temporary one")
  private @Nullable Path folder;

  private Large() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Large());
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path into = folder == null ? Files.createTempDirectory("tengen-bench-") : folder;
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    List<Child> children = new ArrayList<>();
    try {
      List<ServerAddress> hosts = new ArrayList<>();
      for (int server = 0; server < servers; server++) {
        Child child = Child.start(HostMain.class, new Child.Memory(heap, direct), List.of());
        children.add(child);
        child.tell(HexFormat.of().formatHex(key));
        hosts.add(ServerAddress.parse(child.line(START_S)));
      }
      run(Secret.of(key), hosts, children, into);
      return 0;
    } finally {
      children.forEach(Child::close);
    }
  }

  private void run(Secret secret, List<ServerAddress> hosts, List<Child> children, Path into)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, String> settings =
        Map.of("sg", "1", "vector_size", Integer.toString(dimensions), "epochs", "1");
    Zipf text = Zipf.of(words, tokens, lanes, 1);
    try (LargeRun run =
        new LargeRun(Word2VecSettings.of(settings), text, block, secret, hosts, into)) {
      out.printf(
          Locale.ROOT,
          "%,d words of %d floats: two tables of %,.0f MB together, in %d processes%n",
          words,
          dimensions,
          run.tableBytes() / 1e6,
          servers);
      out.println("| after | seconds | " + heads() + " this process, MB |");
      out.println("|:---|---:|" + "---:|".repeat(servers + 1));
      long started = System.nanoTime();
      row(out, "start", started, children);
      List<StepTotals> totals = run.train();
      row(out, "training", started, children);
      String checkpoint = run.checkpoint();
      row(out, "checkpoint", started, children);
      run.export(checkpoint, "vectors.bin");
      row(out, "vectors", started, children);
      long trained = totals.stream().mapToLong(StepTotals::samples).sum();
      double loss = totals.stream().mapToDouble(StepTotals::lossSum).sum() / trained;
      out.printf(
          Locale.ROOT, "%,d words trained, mean loss %.3f; files in %s%n", trained, loss, into);
      out.flush();
    }
  }

  private String heads() {
    StringBuilder heads = new StringBuilder();
    for (int server = 0; server < servers; server++) {
      heads.append("server ").append(server).append(", MB | ");
    }
    return heads.toString().strip();
  }

  /** The most that each has had by now. */
  private static void row(PrintWriter out, String after, long startedNs, List<Child> children)
      throws IOException {
    out.printf(Locale.ROOT, "| %s | %.1f |", after, (System.nanoTime() - startedNs) / 1e9);
    for (Child child : children) {
      out.printf(Locale.ROOT, " %,.0f |", PeakMemory.mb(child.pid()));
    }
    out.printf(Locale.ROOT, " %,.0f |%n", PeakMemory.mb(ProcessHandle.current().pid()));
    out.flush();
  }
}
