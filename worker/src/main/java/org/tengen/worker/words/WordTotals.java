package org.tengen.worker.words;

import org.tengen.ps.client.RowSession;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTimes;
import org.tengen.ps.protocol.StepTotals;

/**
 * What a lease has done and where its time went, a word being a sample. Computing hides pulls and
 * pushes at its side: idle and sending is the time between two blocks, so that all parts make up
 * the lane's time. Used by one thread.
 */
final class WordTotals {
  private final RowSession session;
  private final StepTimes.Tally stepTimes = new StepTimes.Tally();
  private final Opening.Tally opening;
  private long iterations;
  private long words;
  private double lossSum;
  private long computingNs;
  private long waitingForCoreNs;
  private long stragglingNs;
  private long idleNs;
  private long sendingNs;
  private long countedIdleNs;
  private long idleAtStartNs;
  private long lastEndNs;

  /** Of a lease that begins now. */
  WordTotals(RowSession session, long nowNs) {
    this.session = session;
    this.opening = new Opening.Tally(session.lane(), nowNs);
    this.lastEndNs = nowNs;
  }

  /** All that the next block waited for is there: it begins to be computed. */
  void starts() {
    idleAtStartNs = session.idleNs();
  }

  /** A block was computed, whose changes have not been pushed yet. */
  void computed(BlockStep.Taken taken) {
    between(taken.beganNs(), idleAtStartNs);
    computingNs += taken.cpuNs();
    waitingForCoreNs += Math.max(0, taken.trainedNs() - taken.beganNs() - taken.cpuNs());
    stragglingNs += taken.endNs() - taken.trainedNs();
    stepTimes.add(taken.cpuNs());
    if (!opening.over()) {
      opening.step(taken.cpuNs(), taken.trainedNs());
      opening.straggled(taken.endNs());
    }
    lastEndNs = taken.endNs();
  }

  /** A block's changes are pushed: its words count. */
  void pushed(Fetched fetched, double loss) {
    iterations++;
    words += fetched.block().textWords();
    lossSum += loss * fetched.block().textWords();
  }

  /** The lease ends. */
  void ends(long nowNs) {
    between(nowNs, session.idleNs());
  }

  /** Nothing was computed until now, since the last block was. */
  private void between(long nowNs, long sessionIdleNs) {
    long ns = Math.max(0, nowNs - lastEndNs);
    long idle = Math.min(ns, sessionIdleNs - countedIdleNs);
    countedIdleNs = sessionIdleNs;
    idleNs += idle;
    sendingNs += ns - idle;
    if (!opening.over()) {
      opening.moved(idle, true, nowNs);
    }
    lastEndNs = nowNs;
  }

  StepTotals totals() {
    return new StepTotals(
        iterations,
        words,
        lossSum,
        computingNs,
        waitingForCoreNs,
        stragglingNs,
        idleNs,
        sendingNs,
        session.traffic(),
        stepTimes.times(),
        opening.opening());
  }
}
