package org.tengen.bench.ps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.tengen.bench.process.Child;

/** Starts the processes of one row and gathers what they say. */
final class Runner {
  static final long ROUNDS_S = 1800;

  private static final long MB = 1_000_000;
  private static final long START_S = 120;
  private static final int BASE_MB = 400;

  private Runner() {}

  /** Server and workers on a road. */
  static Row server(Work work, Road road) throws IOException, InterruptedException {
    double load = load();
    List<Figures> figures = road.withinOneJvm() ? sameJvm(work, road) : processes(work, road);
    return Row.of(road.title(), work, figures, load);
  }

  /** A bare sender and receiver. */
  static Row bare(Work work, Road road) throws IOException, InterruptedException {
    double load = load();
    Path folder = Files.createTempDirectory("tengen-bench-");
    Path socket = folder.resolve("s");
    long direct = work.bytes() / MB + BASE_MB;
    Child.Memory memory = new Child.Memory(256, direct);
    try (Child receiver =
        Child.start(BareMain.class, memory, with(work, road, "receive", socket.toString()))) {
      String where = receiver.line(START_S);
      String pid = Long.toString(receiver.pid());
      try (Child sender =
          Child.start(BareMain.class, memory, with(work, road, "send", where, pid))) {
        Figures figures = Figures.parse(sender.line(ROUNDS_S));
        return Row.oneWay("bare " + road.title(), work, figures, load);
      }
    } finally {
      Files.deleteIfExists(socket);
      Files.deleteIfExists(folder);
    }
  }

  /** A copy and an addition. */
  static Row ceiling(Work work) throws IOException, InterruptedException {
    double load = load();
    Child.Memory memory = new Child.Memory(3 * work.bytes() / MB + BASE_MB, 64);
    try (Child child = Child.start(CeilingMain.class, memory, work.arguments())) {
      return Row.of(
          "bare copy / addition", work, List.of(Figures.parse(child.line(ROUNDS_S))), load);
    }
  }

  /** What the processes of a row take at most, in MB. */
  static long memoryMb(Work work) {
    return serverMemory(work).total() + work.workers() * workerMemory(work).total();
  }

  private static Child.Memory serverMemory(Work work) {
    // the table of zeros, its cut image and the shards' own copy
    return new Child.Memory(35 * work.bytes() / MB / 10 + BASE_MB, 2L * BASE_MB);
  }

  private static Child.Memory workerMemory(Work work) {
    return new Child.Memory(BASE_MB, 2 * work.bytes() / MB + 2L * BASE_MB);
  }

  private static List<Figures> sameJvm(Work work, Road road)
      throws IOException, InterruptedException {
    long workers = 2L * work.workers() * work.bytes() / MB;
    long arrays = road == Road.ARRAYS ? workers : 0;
    Child.Memory memory =
        new Child.Memory(serverMemory(work).heap() + arrays, workers - arrays + BASE_MB);
    try (Child child = Child.start(SameJvmMain.class, memory, with(work, road))) {
      List<Figures> figures = new ArrayList<>();
      for (int lane = 0; lane < work.workers(); lane++) {
        figures.add(Figures.parse(child.line(ROUNDS_S)));
      }
      return figures;
    }
  }

  private static List<Figures> processes(Work work, Road road)
      throws IOException, InterruptedException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    Path folder = Files.createTempDirectory("tengen-bench-");
    if (road == Road.TLS) {
      Certificate.make(folder);
    }
    List<String> server = with(work, road, folder.toString());
    try {
      return processes(work, server, secret);
    } finally {
      Certificate.delete(folder);
    }
  }

  private static List<Figures> processes(Work work, List<String> arguments, String secret)
      throws IOException, InterruptedException {
    try (Child server = Child.start(ServerMain.class, serverMemory(work), arguments)) {
      server.tell(secret);
      String where = server.line(START_S);
      List<Child> workers = new ArrayList<>();
      try {
        for (int lane = 0; lane < work.workers(); lane++) {
          List<String> more = new ArrayList<>(arguments);
          more.addAll(List.of(Integer.toString(lane), where, Long.toString(server.pid())));
          workers.add(Child.start(WorkerMain.class, workerMemory(work), more));
          workers.get(lane).tell(secret);
        }
        List<Figures> figures = new ArrayList<>();
        for (Child worker : workers) {
          figures.add(Figures.parse(worker.line(ROUNDS_S)));
        }
        return figures;
      } finally {
        workers.forEach(Child::close);
      }
    }
  }

  private static List<String> with(Work work, Road road, String... more) {
    List<String> arguments = work.arguments();
    arguments.add(road.name().toLowerCase(Locale.ROOT));
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** The machine's over the last minute. */
  static double load() throws IOException {
    String loads = Files.readString(Path.of("/proc/loadavg"));
    return Double.parseDouble(loads.substring(0, loads.indexOf(' ')));
  }
}
