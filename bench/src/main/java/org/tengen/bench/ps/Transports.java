package org.tengen.bench.ps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./tengen bench ps}: pull and push by size, transport, shards and workers. */
@Command(
    name = "ps",
    mixinStandardHelpOptions = true,
    description =
        "Pull and push between processes, beside what the machine gives without a server.")
public final class Transports implements Callable<Integer> {
  private static final int SMALL_FLOATS = 1000;

  @Option(names = "--sizes", split = ",", description = "MB of payload; 2000 takes 14 GB of memory")
  private List<Integer> sizes = List.of(1, 10, 100, 2000);

  @Option(names = "--transports", split = ",", description = "jvm, arrays, unix, tcp, tls")
  private List<String> transports = List.of("jvm", "arrays", "unix", "tcp", "tls");

  @Option(names = "--shards", split = ",", description = "of the server")
  private List<Integer> shards = List.of(1);

  @Option(names = "--workers", split = ",", description = "each a process, or a thread in one JVM")
  private List<Integer> workers = List.of(1);

  @Option(names = "--most-rounds", description = "to see that everything runs")
  private int mostRounds = Integer.MAX_VALUE;

  @Option(names = "--no-bare", description = "leave out what has no server")
  private boolean noBare;

  @Option(names = "--no-round-trips", description = "leave out the model of 1,000 floats")
  private boolean noRoundTrips;

  @Option(names = "--python", description = "the interpreter that has PyTorch, for gloo")
  private String python = "/usr/bin/python3";

  @Option(names = "--out", description = "a file for the table, beside the standard output")
  private @Nullable Path out;

  private final Sheet sheet = new Sheet();

  /** Measures what the arguments choose. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Transports()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Road> roads = transports.stream().map(Road::parse).toList();
    System.out.print(Sheet.head());
    if (!noRoundTrips) {
      for (Road road : roads) {
        row(Work.roundTrips(SMALL_FLOATS).atMost(mostRounds), road, null);
      }
    }
    Gloo gloo = new Gloo(python);
    String missing = noBare ? null : gloo.missing();
    for (int size : sizes) {
      size(size * 1_000_000L, roads);
      if (!noBare) {
        Work both = Work.ofSize(size * 1_000_000L, 1, 2).atMost(mostRounds);
        System.out.println(
            missing == null
                ? sheet.add(gloo.allReduce(both), null)
                : sheet.addMissing(both, Gloo.TITLE, missing));
      }
    }
    if (out != null) {
      Files.writeString(out, sheet.markdown());
    }
    return 0;
  }

  private void size(long bytes, List<Road> roads) throws IOException, InterruptedException {
    Work alone = Work.ofSize(bytes, 1, 1).atMost(mostRounds);
    Map<Road, Row> bares = new EnumMap<>(Road.class);
    for (Road road : roads) {
      Row bare = bares.get(road.bare());
      if (bare == null && !noBare) {
        bare = bare(alone, road.bare());
      }
      if (bare != null) {
        bares.put(road.bare(), bare);
      }
      for (int shard : shards) {
        for (int worker : workers) {
          row(Work.ofSize(bytes, shard, worker).atMost(mostRounds), road, bare);
        }
      }
    }
  }

  private @Nullable Row bare(Work work, Road road) throws IOException, InterruptedException {
    String missing = missing(work);
    if (missing != null) {
      System.out.println(sheet.addMissing(work, "bare " + road.title(), missing));
      return null;
    }
    Row bare = road == Road.JVM ? Runner.ceiling(work) : Runner.bare(work, road);
    System.out.println(sheet.add(bare, null));
    return bare;
  }

  private void row(Work work, Road road, @Nullable Row bare)
      throws IOException, InterruptedException {
    String missing = missing(work);
    System.out.println(
        missing == null
            ? sheet.add(Runner.server(work, road), bare)
            : sheet.addMissing(work, road.title(), missing));
  }

  /** Why the row cannot be measured here; null if it can. */
  private static @Nullable String missing(Work work) throws IOException {
    long needed = Runner.memoryMb(work);
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      long available =
          lines
              .filter(line -> line.startsWith("MemAvailable:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
              .findFirst()
              .orElse(Long.MAX_VALUE);
      return needed <= available
          ? null
          : "left out: needs %,d MB, %,d are available".formatted(needed, available);
    }
  }
}
