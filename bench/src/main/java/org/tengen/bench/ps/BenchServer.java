package org.tengen.bench.ps;

import org.tengen.ps.image.RunImage;
import org.tengen.ps.server.Deadlines;
import org.tengen.ps.server.ParameterServer;
import org.tengen.ps.server.ServerSettings;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.training.Training;

/** The real server, with a table of zeros. */
final class BenchServer {
  static final String RUN = "bench-ps";

  private BenchServer() {}

  static ParameterServer start(Work work) {
    Training training = work.training();
    RunImage zeros = RunImage.initial(work.layout(), work.workers(), new float[work.floats()]);
    ServerSettings settings =
        new ServerSettings(RUN, training, ImageIntervals.none(), Deadlines.usual());
    return ParameterServer.start(settings, zeros, (image, takenNs) -> {});
  }
}
