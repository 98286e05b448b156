package org.tengen.worker;

import java.io.Serializable;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tengen.models.Batch;
import org.tengen.models.Replica;
import org.tengen.ps.client.LaneSession;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.strategy.Sent;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.TableSpec;

/**
 * The training of one lane: pull the weights, compute loss and gradient, push the gradient or what
 * some steps with it have changed, until the run's budget is spent. Used by one thread.
 *
 * @param <B> what the replica computes on
 */
public final class TrainingLoop<B extends Batch> {
  private static final long REPORT_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Settings settings;
  private final BatchSource<B> batches;
  private final WorkerTime time;
  private final GradientStep<B> gradient;
  private final Rounds rounds;

  private long iterations;
  private long samples;
  private double lossSum;
  private long computingNs;
  private long waitingForCoreNs;
  private long stragglingNs;
  private final StepTimes.Tally stepTimes = new StepTimes.Tally();
  private Opening.Tally opening = new Opening.Tally(Opening.LANES, 0);

  /**
   * What a loop needs to know beside its data.
   *
   * @param seed the run's
   * @param trained the positions that clipping acts on
   * @param own how a lane trains that has optimisers of its own; null where they are the server's
   */
  public record Settings(
      long seed, Clipping clipping, List<Range> trained, Straggler straggler, @Nullable Own own)
      implements Serializable {
    /** The settings of a lane that pushes gradients. */
    public Settings(long seed, Clipping clipping, List<Range> trained, Straggler straggler) {
      this(seed, clipping, trained, straggler, null);
    }
  }

  /**
   * How a lane trains that has optimisers of its own.
   *
   * @param model its table, with the optimisers
   * @param servedLength floats of the server's table
   * @param lanes of the run
   * @param pushes of the run, of all lanes
   */
  public record Own(Sent sent, TableSpec model, int servedLength, int lanes, long pushes)
      implements Serializable {
    /** The budget's fraction that is spent before a step, if all lanes are as fast as this one. */
    double progress(long step, int stepsAPush) {
      return Math.min(1, (double) step * lanes / ((double) pushes * stepsAPush));
    }
  }

  /** A loop that has not begun. The replica and the batches stay the caller's. */
  public TrainingLoop(
      Settings settings, Replica<B> replica, BatchSource<B> batches, WorkerTime time) {
    this.settings = settings;
    this.batches = batches;
    this.time = time;
    this.gradient = new GradientStep<>(settings, replica);
    this.rounds = new Rounds(settings, replica);
  }

  /**
   * Runs until the budget is spent, or the worker is wanted for another lane.
   *
   * @return what this lease did
   * @throws InterruptedException when the task is cancelled; the lane can go on elsewhere
   */
  public StepTotals run(LaneSession session) throws InterruptedException {
    opening = new Opening.Tally(session.lane(), time.wallNs());
    Round round = rounds.next();
    Steps steps = new Steps(session);
    long clock = session.clock();
    while (!session.wantedElsewhere() && iterate(round, steps, session, clock)) {
      clock = session.clock() + 1;
    }
    StepTotals totals = totals(session);
    session.progress(totals);
    return totals;
  }

  /** One iteration; false when the run's budget is spent. */
  private boolean iterate(Round round, Steps steps, LaneSession session, long clock)
      throws InterruptedException {
    long at = clock;
    if (round.pullsBefore()) {
      if (!pull(session, clock, round.pulled())) {
        return false;
      }
      at = session.clock();
    }
    int pushed = round.run(steps, session.lane(), at);
    if (round.pullsAfter() && !pull(session, at, round.pulled())) {
      return false;
    }
    long idleNs = session.idleNs();
    session.push(at, round.push(pushed), pushed);
    if (!opening.over()) {
      opening.moved(session.idleNs() - idleNs, false, time.wallNs());
    }
    return true;
  }

  private boolean pull(LaneSession session, long clock, FloatBuffer into)
      throws InterruptedException {
    long idleNs = session.idleNs();
    boolean granted = session.pull(clock, into);
    if (!opening.over()) {
      opening.moved(session.idleNs() - idleNs, true, time.wallNs());
    }
    return granted;
  }

  /** The loop's steps as its round sees them; tells of them now and then. */
  private final class Steps implements Round.Steps {
    private final LaneSession session;
    private long reportedNs = time.wallNs();

    Steps(LaneSession session) {
      this.session = session;
    }

    @Override
    public int step(int lane, long step) throws InterruptedException {
      long wall = time.wallNs();
      long cpu = time.cpuNs();
      GradientStep.Computed computed = gradient.compute(batches, lane, step);
      long spentCpu = countedCpuNs(wall, cpu);
      stepTimes.add(spentCpu);
      if (!opening.over()) {
        opening.step(spentCpu, time.wallNs());
      }
      straggle(lane, step, spentCpu);
      lossSum += computed.loss();
      iterations++;
      samples += computed.samples();
      if (time.wallNs() - reportedNs > REPORT_EVERY_NS) {
        reportedNs = time.wallNs();
        session.progress(totals(session));
      }
      return computed.samples();
    }

    @Override
    public void compute(Runnable work) {
      long wall = time.wallNs();
      long cpu = time.cpuNs();
      work.run();
      countedCpuNs(wall, cpu);
      if (!opening.over()) {
        opening.more(time.wallNs());
      }
    }
  }

  /** Counts the time since; returns the CPU time in it. */
  private long countedCpuNs(long wall, long cpu) {
    long spentCpu = time.cpuNs() - cpu;
    computingNs += spentCpu;
    waitingForCoreNs += Math.max(0, time.wallNs() - wall - spentCpu);
    return spentCpu;
  }

  private void straggle(int lane, long step, long cpuNs) throws InterruptedException {
    long sleep = settings.straggler.sleepNs(settings.seed, lane, step, cpuNs);
    if (sleep > 0) {
      long before = time.wallNs();
      time.sleepNs(sleep);
      stragglingNs += time.wallNs() - before;
      opening.straggled(time.wallNs());
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
        session.sendingNs(),
        session.traffic(),
        stepTimes.times(),
        opening.opening());
  }
}
