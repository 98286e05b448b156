package org.tengen.worker;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.tengen.corpus.seed.Seeds;
import org.tengen.models.Batch;
import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.table.Range;

/**
 * The training of one lane: pull the weights, compute loss and gradient, push the gradient, until
 * the run's budget is spent. Used by one thread.
 *
 * @param <B> what the replica computes on
 */
public final class TrainingLoop<B extends Batch> {
  private static final long REPORT_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Settings settings;
  private final Replica<B> replica;
  private final BatchSource<B> batches;
  private final WorkerTime time;

  private final long stepSeed;

  private long iterations;
  private long samples;
  private double lossSum;
  private long computingNs;
  private long waitingForCoreNs;
  private long stragglingNs;

  /**
   * What a loop needs to know beside its data.
   *
   * @param seed the run's
   * @param trained the positions that clipping acts on
   */
  public record Settings(long seed, Clipping clipping, List<Range> trained, Straggler straggler)
      implements Serializable {}

  /** A loop that has not begun. The replica and the batches stay the caller's. */
  public TrainingLoop(
      Settings settings, Replica<B> replica, BatchSource<B> batches, WorkerTime time) {
    this.settings = settings;
    this.replica = replica;
    this.batches = batches;
    this.time = time;
    this.stepSeed = Seeds.derive(settings.seed, "step");
  }

  /**
   * Runs until the budget is spent.
   *
   * @return what this lease did
   * @throws InterruptedException when the task is cancelled; the lane can go on elsewhere
   */
  public StepTotals run(LaneSession session) throws InterruptedException {
    long reported = time.wallNs();
    long clock = session.clock();
    while (session.pull(clock, replica.parameters())) {
      clock = session.clock();
      int pushed = step(session.lane(), clock);
      session.push(clock, replica.gradient(), pushed);
      clock++;
      if (time.wallNs() - reported > REPORT_EVERY_NS) {
        reported = time.wallNs();
        session.progress(totals(session));
      }
    }
    StepTotals totals = totals(session);
    session.progress(totals);
    return totals;
  }

  private int step(int lane, long clock) throws InterruptedException {
    long wall = time.wallNs();
    long cpu = time.cpuNs();
    B batch = batches.at(clock);
    lossSum += replica.step(batch, Seeds.derive(stepSeed, lane, clock));
    settings.clipping.clip(replica.gradient(), batch.samples(), settings.trained);
    long spentCpu = time.cpuNs() - cpu;
    computingNs += spentCpu;
    waitingForCoreNs += Math.max(0, time.wallNs() - wall - spentCpu);
    straggle(lane, clock, spentCpu);
    iterations++;
    samples += batch.samples();
    return batch.samples();
  }

  private void straggle(int lane, long clock, long cpuNs) throws InterruptedException {
    long sleep = settings.straggler.sleepNs(settings.seed, lane, clock, cpuNs);
    if (sleep > 0) {
      long before = time.wallNs();
      time.sleepNs(sleep);
      stragglingNs += time.wallNs() - before;
    }
  }

  private StepTotals totals(LaneSession session) {
    return new StepTotals(
        iterations,
        samples,
        lossSum,
        computingNs,
        waitingForCoreNs,
        stragglingNs,
        session.idleNs(),
        session.sendingNs());
  }
}
