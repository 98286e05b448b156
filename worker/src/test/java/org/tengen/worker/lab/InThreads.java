package org.tengen.worker.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.client.Lanes;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.training.Training;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.WorkerTime;

/** The same small training with threads, each with a replica and the worker's own loop. */
final class InThreads {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private InThreads() {}

  static float[] weights(Small small) throws Exception {
    Training training = small.training();
    RunImage from =
        RunImage.initial(
            training.layout(),
            small.lanes(),
            ServedTable.initial(training.table(), small.initial()));
    ServerSettings settings =
        new ServerSettings(
            "in-threads-" + small, training, ImageIntervals.none(), Deadlines.usual());
    ExecutorService tasks = Executors.newFixedThreadPool(small.lanes());
    try (ParameterServer server = ParameterServer.start(settings, from, (image, takenNs) -> {})) {
      List<Future<?>> ends = new ArrayList<>();
      for (int lane = 0; lane < small.lanes(); lane++) {
        int its = lane;
        ends.add(tasks.submit(() -> train(small, server, its)));
      }
      server.awaitFinished(DEADLINE);
      for (Future<?> end : ends) {
        end.get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
      }
      return server.weights();
    } finally {
      tasks.shutdownNow();
    }
  }

  private static Void train(Small small, ParameterServer server, int lane) throws Exception {
    Training training = small.training();
    ClientSettings client = ClientSettings.usual(training.layout());
    try (LaneSession session =
        Lanes.join(lane, "thread " + lane, Map.of(), server.connector(), client)) {
      new TrainingLoop<>(
              small.loop("none"),
              new PullingReplica(Small.LENGTH),
              small.batches(lane),
              WorkerTime.system())
          .run(session);
    }
    return null;
  }
}
