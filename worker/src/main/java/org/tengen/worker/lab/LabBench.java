package org.tengen.worker.lab;

import java.nio.FloatBuffer;
import org.tengen.models.Batch;
import org.tengen.models.Replica;
import org.tengen.ps.client.Connector;
import org.tengen.ps.time.VirtualTime;
import org.tengen.worker.GradientStep;
import org.tengen.worker.Rounds;

/**
 * What the lanes of one simulated training share.
 *
 * @param unread where clients would put what they pull; lanes read it from their snapshots
 * @param <B> what the replica computes on
 */
record LabBench<B extends Batch>(
    LabSettings settings,
    VirtualTime time,
    Machines machines,
    SimulatedServer server,
    Rounds rounds,
    GradientStep<B> gradient,
    Snapshots snapshots,
    Flights flights,
    FloatBuffer unread) {

  static <B extends Batch> LabBench<B> of(
      LabSettings settings,
      VirtualTime time,
      Machines machines,
      SimulatedServer server,
      Replica<B> replica) {
    Rounds rounds = new Rounds(settings.loop(), replica);
    int length = settings.training().layout().length();
    return new LabBench<>(
        settings,
        time,
        machines,
        server,
        rounds,
        new GradientStep<>(settings.loop(), replica),
        new Snapshots(settings.training().layout(), rounds.pulled()),
        new Flights(length),
        FloatBuffer.allocate(length));
  }

  Connector.Connection way(SimulatedLane<B> lane, int target) {
    return new Way(lane, server, time, snapshots, target);
  }
}
