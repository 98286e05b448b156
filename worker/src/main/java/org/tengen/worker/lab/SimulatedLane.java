package org.tengen.worker.lab;

import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.models.Batch;
import org.tengen.ps.client.ClientSettings;
import org.tengen.ps.client.Connector;
import org.tengen.ps.client.LaneProtocol;
import org.tengen.ps.client.Pending;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.training.Training;
import org.tengen.worker.BatchSource;
import org.tengen.worker.GradientStep;
import org.tengen.worker.Round;
import org.tengen.worker.TrainingLoop;

/**
 * One lane's worker: the real client and the real rounds, driven by events. What a round computes
 * is computed when its time is up, on the weights that were pulled before.
 *
 * @param <B> what the replica computes on
 */
final class SimulatedLane<B extends Batch> implements Connector {
  private final int lane;
  private final LabBench<B> bench;
  private final BatchSource<B> batches;
  private final Round round;
  private final LaneProtocol protocol;
  private final Snapshots.@Nullable Snapshot[] pulled;
  private @Nullable Pending pending;
  private Runnable next = () -> {};
  private boolean pollsSoon;

  private long iterations;
  private long samples;
  private double lossSum;
  private long computingNs;
  private long waitingForCoreNs;
  private final StepTimes.Tally stepTimes = new StepTimes.Tally();
  private final Opening.Tally opening;
  private long stragglingNs;
  private long idleNs;
  private long sendingNs;
  private boolean finished;

  SimulatedLane(int lane, LabBench<B> bench, BatchSource<B> batches) {
    this.lane = lane;
    this.bench = bench;
    this.batches = batches;
    this.round = bench.rounds().next();
    Training training = bench.settings().training();
    Duration never = Duration.ofNanos(LabSettings.NEVER_NS);
    ClientSettings client =
        new ClientSettings(training.layout(), training.coding(), never, never.multipliedBy(2));
    this.protocol = new LaneProtocol(lane, this, client, this::ring);
    this.pulled = new Snapshots.Snapshot[training.layout().slices()];
    this.opening = new Opening.Tally(lane, bench.time().nowNs());
  }

  /** Joins, and trains until the budget is spent. */
  void start() {
    await(
        protocol.join("simulated worker " + lane, Map.of(), now()), () -> begin(protocol.clock()));
  }

  /** A slice that the lane has pulled has arrived. */
  void has(Snapshots.Snapshot arrived) {
    letGo(arrived.slice());
    pulled[arrived.slice()] = arrived;
  }

  /** The lane as the coordinator would know it. */
  LaneReport report() {
    StepTotals totals =
        new StepTotals(
            iterations,
            samples,
            lossSum,
            computingNs,
            waitingForCoreNs,
            stragglingNs,
            idleNs,
            sendingNs,
            protocol.traffic(),
            stepTimes.times(),
            opening.opening());
    return new LaneReport(
        lane, "simulated worker " + lane, protocol.incarnation(), Map.of(), totals, 0, finished);
  }

  @Override
  public Connection coordinator(Duration deadline) {
    return bench.way(this, SimulatedServer.COORDINATOR);
  }

  @Override
  public Connection shard(int shard, Duration deadline) {
    return bench.way(this, shard);
  }

  // ---- one iteration ----

  private void begin(long clock) {
    if (round.pullsBefore()) {
      pull(clock, () -> compute(protocol.clock()));
    } else {
      compute(clock);
    }
  }

  private void pull(long clock, Runnable then) {
    long beganNs = now();
    attempt(
        () -> {
          LaneProtocol.Pull pull = protocol.pull(clock, bench.unread(), beganNs);
          await(
              pull,
              () -> {
                finished = pull.spent();
                account(beganNs, finished ? Long.MAX_VALUE : pull.parkedNs(), true);
                if (finished) {
                  letAllGo();
                } else {
                  then.run();
                }
              });
        });
  }

  private void compute(long clock) {
    TrainingLoop.Settings loop = bench.settings().loop();
    long computes = 0;
    long straggles = 0;
    long[] steps = new long[round.steps()];
    for (int i = 0; i < steps.length; i++) {
      long step = clock * round.steps() + i;
      long ns = bench.settings().stepTime().ns(lane, step);
      computes += ns;
      steps[i] = ns;
      stepTimes.add(ns);
      straggles += loop.straggler().sleepNs(loop.seed(), lane, step, ns);
    }
    long computed = computes;
    long straggled = straggles;
    long beganNs = now();
    bench
        .machines()
        .ofLane(lane)
        .run(
            computed,
            () -> {
              openWith(steps, computed, beganNs);
              computingNs += computed;
              waitingForCoreNs += Math.max(0, now() - beganNs - computed);
              straggle(straggled, clock);
            });
  }

  /** Steps that follow each other have each as much of the time as of the computing. */
  private void openWith(long[] steps, long computed, long beganNs) {
    double stretch = (double) (now() - beganNs) / Math.max(1, computed);
    long done = 0;
    for (int i = 0; i < steps.length && !opening.over(); i++) {
      done += steps[i];
      long until = i == steps.length - 1 ? now() : beganNs + (long) (done * stretch);
      opening.step(steps[i], until);
    }
  }

  /** Sleeps, which takes no core. */
  private void straggle(long ns, long clock) {
    if (ns == 0) {
      computed(clock);
      return;
    }
    bench
        .time()
        .after(
            ns,
            () -> {
              stragglingNs += ns;
              opening.straggled(now());
              computed(clock);
            });
  }

  private void computed(long clock) {
    attempt(
        () -> {
          bench.snapshots().load(pulled);
          letAllGo();
          int pushed = round.run(new Steps(), lane, clock);
          if (round.pullsAfter()) {
            pull(clock, () -> pushAfterPull(clock, pushed));
          } else {
            push(clock, pushed);
          }
        });
  }

  private void pushAfterPull(long clock, int pushed) {
    bench.snapshots().load(pulled);
    letAllGo();
    push(clock, pushed);
  }

  private void push(long clock, int pushed) {
    long beganNs = now();
    FloatBuffer flight = bench.flights().take(round.push(pushed));
    attempt(
        () -> {
          LaneProtocol.Push push = protocol.push(clock, flight, pushed, beganNs);
          await(
              push,
              () -> {
                bench.flights().landed(flight);
                account(beganNs, push.parkedNs(), false);
                begin(clock + 1);
              });
        });
  }

  private void account(long beganNs, long parkedNs, boolean first) {
    long tookNs = now() - beganNs;
    long idle = Math.min(tookNs, parkedNs);
    opening.moved(idle, first, now());
    idleNs += idle;
    sendingNs += tookNs - idle;
  }

  private void letAllGo() {
    for (int slice = 0; slice < pulled.length; slice++) {
      letGo(slice);
    }
  }

  private void letGo(int slice) {
    Snapshots.Snapshot held = pulled[slice];
    if (held != null) {
      held.letGo();
      pulled[slice] = null;
    }
  }

  /** The lane's steps, on the replica of all lanes. */
  private final class Steps implements Round.Steps {
    @Override
    public int step(int of, long step) {
      GradientStep.Computed computed = bench.gradient().compute(batches, of, step);
      lossSum += computed.loss();
      iterations++;
      samples += computed.samples();
      return computed.samples();
    }

    @Override
    public void compute(Runnable work) {
      work.run();
    }
  }

  // ---- waiting ----

  private interface Piece {
    void run() throws InterruptedException;
  }

  private void await(Pending begun, Runnable then) {
    pending = begun;
    next = then;
    ring();
  }

  private void ring() {
    if (!pollsSoon) {
      pollsSoon = true;
      bench.time().now(this::poll);
    }
  }

  private void poll() {
    pollsSoon = false;
    attempt(
        () -> {
          Pending waited = pending;
          if (waited != null && waited.poll(now())) {
            pending = null;
            next.run();
          }
        });
  }

  private static void attempt(Piece piece) {
    try {
      piece.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a simulated worker", e);
    }
  }

  private long now() {
    return bench.time().nowNs();
  }
}
