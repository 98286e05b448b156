package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Admission;
import org.tengen.ps.strategy.Strategy;

/**
 * A pull for clock c has in it what every lane has computed before clock c - slack; behind a
 * barrier the slack is 0. And no push is staler than that allows.
 */
final class SspBound implements Invariant {
  private final Trained trained;
  private final Strategy strategy;
  private final int lanes;
  private final long slack;

  SspBound(Trained trained) {
    this.trained = trained;
    this.strategy = trained.course().strategy();
    this.lanes = trained.course().lanes();
    this.slack = slack(strategy);
  }

  private static long slack(Strategy strategy) {
    if (strategy.gathering().leavesOut() || strategy.admission() instanceof Admission.Free) {
      return Long.MAX_VALUE;
    }
    return strategy.admission() instanceof Admission.Bounded bounded ? bounded.slack() : 0;
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    for (Answered answer : answers) {
      if (slack != Long.MAX_VALUE) {
        answer.read().forEach(read -> checkRead(answer.request(), read));
      }
    }
  }

  private void checkRead(Request pull, Read read) {
    long needed = OneHot.before(Math.max(0, Sent.clock(pull) - slack));
    for (int lane = 0; lane < read.applied().length; lane++) {
      if ((needed & trained.touching(read.place(), lane) & ~read.applied()[lane]) != 0) {
        throw new Violation(
            SspBound.class,
            "lane %d at clock %d under %s read place %d, where lane %d is at clock %d"
                .formatted(
                    pull.lane(),
                    Sent.clock(pull),
                    strategy,
                    read.place(),
                    lane,
                    Long.bitCount(read.applied()[lane])));
      }
    }
  }

  @Override
  public void checkEnd(Server server) {
    long bound = strategy.admission().stalenessBound(lanes);
    for (End shard : server.shards().ends()) {
      if (shard.staleness().getMaxValue() > bound) {
        throw new Violation(
            SspBound.class,
            "a push was %d updates stale under %s"
                .formatted(shard.staleness().getMaxValue(), strategy));
      }
    }
  }
}
