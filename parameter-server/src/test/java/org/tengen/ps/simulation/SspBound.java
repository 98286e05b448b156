package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Admission;
import org.tengen.ps.strategy.Strategy;

/**
 * A pull for clock c has in it what every lane has computed before clock c - slack; behind a
 * barrier the slack is 0. And no push is staler than that allows.
 */
final class SspBound implements Invariant {
  private final Strategy strategy;
  private final int lanes;
  private final long slack;

  SspBound(Scenario scenario, Strategy strategy) {
    this.strategy = strategy;
    this.lanes = scenario.lanes();
    this.slack = slack(strategy);
  }

  private static long slack(Strategy strategy) {
    if (strategy.gathering().leavesOut() || strategy.admission() instanceof Admission.Free) {
      return Long.MAX_VALUE;
    }
    return strategy.admission() instanceof Admission.Bounded bounded ? bounded.slack() : 0;
  }

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
    for (Answered answer : answers) {
      if (answer.request() instanceof Request.Pull pull && slack != Long.MAX_VALUE) {
        answer.read().forEach(read -> checkRead(pull, read));
      }
    }
  }

  private void checkRead(Request.Pull pull, Read read) {
    long needed = OneHot.before(Math.max(0, pull.clock() - slack));
    for (int lane = 0; lane < read.applied().length; lane++) {
      if ((needed & ~read.applied()[lane]) != 0) {
        throw new Violation(
            SspBound.class,
            "lane %d at clock %d under %s read slice %d, where lane %d is at clock %d"
                .formatted(
                    pull.lane(),
                    pull.clock(),
                    strategy,
                    read.slice(),
                    lane,
                    Long.bitCount(read.applied()[lane])));
      }
    }
  }

  @Override
  public void checkEnd(Server server) {
    long bound = strategy.admission().stalenessBound(lanes);
    server
        .statistics()
        .forEach(
            shard -> {
              if (shard.staleness().getMaxValue() > bound) {
                throw new Violation(
                    SspBound.class,
                    "a push was %d updates stale under %s"
                        .formatted(shard.staleness().getMaxValue(), strategy));
              }
            });
  }
}
