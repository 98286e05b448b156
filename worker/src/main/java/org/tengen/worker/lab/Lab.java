package org.tengen.worker.lab;

import java.util.ArrayList;
import java.util.List;
import org.tengen.models.Batch;
import org.tengen.models.Replica;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.RunImage;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.server.Statistics;
import org.tengen.ps.time.VirtualTime;
import org.tengen.ps.training.Training;
import org.tengen.worker.BatchSource;

/**
 * A training with simulated workers: real gradients, real server, virtual time. One thread does all
 * of it, and one replica serves all lanes. Settings, initial weights and samples decide the outcome
 * to the bit, on one kind of processor.
 *
 * <p>Memory, in tables of the server for W lanes: the shards' own, which under {@code bsp} is up to
 * W gradients that wait for an earlier lane's, and under {@code +dc} up to W copies; for lanes at
 * most W more, as each is either computing on what it has pulled (one copy for all lanes of a
 * version, so one or two behind a barrier) or waiting for its push; and weights with optimiser
 * state of each lane under {@code easgd} and {@code local:H+kept}.
 *
 * @param <B> what the replica computes on
 */
public final class Lab<B extends Batch> {
  private final LabSettings settings;
  private final Watch watch;
  private final VirtualTime time = new VirtualTime();
  private final Machines machines;
  private final SimulatedThread evaluation;
  private final SimulatedServer server;
  private final LabBench<B> bench;
  private final List<SimulatedLane<B>> lanes = new ArrayList<>();
  private boolean stopped;
  private boolean finished;
  private long nextLookNs;

  private Lab(
      LabSettings settings,
      Replica<B> replica,
      List<? extends BatchSource<B>> batches,
      float[] weights,
      Watch watch) {
    this.settings = settings;
    this.watch = watch;
    this.machines = new Machines(settings.hardware(), time);
    this.evaluation = new SimulatedThread(machines.ofServer());
    this.nextLookNs = settings.lookNs() == 0 ? Long.MAX_VALUE : settings.lookNs();
    Training training = settings.training();
    RunImage from =
        RunImage.initial(
            training.layout(), training.lanes(), ServedTable.initial(training.table(), weights));
    this.server = new SimulatedServer(settings, from, time, machines, new Consequences());
    this.bench = LabBench.of(settings, time, machines, server, replica);
    for (int lane = 0; lane < training.lanes(); lane++) {
      lanes.add(new SimulatedLane<>(lane, bench, alone(lane, batches.get(lane))));
    }
  }

  /** Batches that need nothing of the batch before: that was another lane's. */
  private static <B extends Batch> BatchSource<B> alone(int lane, BatchSource<B> batches) {
    return step -> {
      B batch = batches.at(step);
      if (batch.goesOn()) {
        throw new IllegalArgumentException(
            "lane %d, step %d: goes on where its step before ended, and simulated workers share one network, which would go on where another's did; expected batches that begin anew, or have with them what is read before"
                .formatted(lane, step));
      }
      return batch;
    };
  }

  /**
   * Trains to the end of the budget, or until the watch stops it.
   *
   * @param replica what all lanes compute on; it stays the caller's, who finds any weights in it
   * @param batches each lane's samples, none of which {@link Batch#goesOn}
   * @param weights what the network begins with
   */
  public static <B extends Batch> Outcome train(
      LabSettings settings,
      Replica<B> replica,
      List<? extends BatchSource<B>> batches,
      float[] weights,
      Watch watch) {
    if (batches.size() != settings.training().lanes()) {
      throw new IllegalArgumentException(
          batches.size() + " lanes' samples: expected " + settings.training().lanes());
    }
    return new Lab<>(settings, replica, batches, weights, watch).run();
  }

  private Outcome run() {
    if (settings.hardware().startNs() > 0) {
      machines.ofServer().run(settings.hardware().startNs(), () -> {});
    }
    lanes.forEach(SimulatedLane::start);
    while (!stopped && !finished) {
      if (!time.next()) {
        throw new IllegalStateException("every simulated worker waits for another: " + server);
      }
      if (time.nowNs() >= nextLookNs) {
        nextLookNs = time.nowNs() + settings.lookNs();
        look();
      }
    }
    if (settings.lookNs() > 0) {
      look();
    }
    return new Outcome(finished, time.nowNs(), server.image(ImageKind.CHECKPOINT), statistics());
  }

  private void look() {
    stopped |= !watch.onLook(new Watch.Look(time.nowNs(), statistics(), machines.computedNs()));
    bench.snapshots().forget();
  }

  private Statistics statistics() {
    return Statistics.of(
        server.statistics(), lanes.stream().map(SimulatedLane::report).toList(), 0);
  }

  /** What the server sets off. */
  private final class Consequences implements SimulatedServer.Consequences {
    @Override
    public void onImage(RunImage image) {
      evaluation.run(settings.hardware().evaluationNs(), () -> {});
      stopped |= !watch.onImage(image, time.nowNs());
      bench.snapshots().forget();
    }

    @Override
    public void onFinished() {
      finished = true;
    }
  }
}
