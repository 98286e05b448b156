package org.tengen.bench.ps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.server.ParameterServer;

/** Server and workers in one process: says a line for each worker. */
final class SameJvmMain {
  private SameJvmMain() {}

  /** Arguments: a {@link Work} and a {@link Road}. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    Work work = Work.parse(arguments);
    Road road = Road.parse(arguments[5]);
    ExecutorService workers = Executors.newFixedThreadPool(work.workers());
    try (ParameterServer server = BenchServer.start(work)) {
      List<Future<Figures>> all = new ArrayList<>();
      for (int lane = 0; lane < work.workers(); lane++) {
        int each = lane;
        all.add(workers.submit(() -> run(work, road, each, server)));
      }
      for (Future<Figures> one : all) {
        System.out.println(one.get().line());
      }
    } finally {
      workers.shutdownNow();
    }
  }

  /** Lane 0 counts the process' CPU time for all. */
  private static Figures run(Work work, Road road, int lane, ParameterServer server)
      throws InterruptedException {
    ProcessCpu cpu = new ProcessCpu(lane == 0 ? List.of(ProcessCpu.mine()) : List.of());
    Rounds rounds = new Rounds(work, road);
    ClientSettings settings = ClientSettings.usual(work.layout());
    try (LaneSession session = Lanes.join(lane, "bench", Map.of(), server.connector(), settings)) {
      return rounds.run(session, cpu);
    }
  }
}
