package org.tengen.ps.simulation;

import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneProtocol;
import org.tengen.ps.client.Pending;
import org.tengen.ps.training.Training;

/** A lane of a dense table. */
final class DenseWork implements LaneWork {
  private final DenseTrained trained;
  private final LaneProtocol protocol;
  private final FloatBuffer weights;
  private final FloatBuffer sum;
  private LaneProtocol.@Nullable Pull pull;

  DenseWork(DenseTrained trained, int lane, Connector connector, Runnable bell) {
    Training training = trained.training();
    ClientSettings usual = ClientSettings.usual(training.layout());
    ClientSettings settings =
        new ClientSettings(
            training.layout(),
            training.coding(),
            usual.connect(),
            usual.reply(),
            trained.replicas());
    this.trained = trained;
    this.protocol = new LaneProtocol(lane, connector, settings, bell);
    this.weights = FloatBuffer.allocate(training.layout().length());
    this.sum = FloatBuffer.allocate(training.layout().length());
  }

  @Override
  public Pending join(String worker, Map<String, String> facts, long nowNs) {
    return protocol.join(worker, facts, nowNs);
  }

  @Override
  public long clock() {
    return protocol.clock();
  }

  @Override
  public Pending pull(long clock, long nowNs) throws InterruptedException {
    LaneProtocol.Pull begun = protocol.pull(clock, weights, nowNs);
    pull = begun;
    return begun;
  }

  @Override
  public boolean spent() {
    return pull != null && pull.spent();
  }

  @Override
  public Pending push(long nowNs) throws InterruptedException {
    Training training = trained.training();
    int lane = protocol.lane();
    long clock = protocol.clock();
    trained.scenario().gradient(training, lane, clock, weights, sum);
    int samples = DenseScenario.samples(training.strategy(), lane, clock);
    return protocol.push(clock, sum, samples, nowNs);
  }

  @Override
  public @Nullable Pending leave(boolean finished, long nowNs) {
    return protocol.leave(finished, nowNs);
  }

  @Override
  public void close() {
    protocol.close();
  }
}
