package org.tengen.ps.simulation;

import java.util.List;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

/**
 * When a shard has done its work, no pull waits there that the strategy admits: every lane's
 * acknowledged pushes say how far the slowest is. Where a shard has replicas, one waits for the
 * other before that, and nothing is said.
 */
final class NoPullWaitsInVain implements Invariant {
  private final Strategy strategy;
  private final boolean applies;

  NoPullWaitsInVain(Strategy strategy, int replicas) {
    this.strategy = strategy;
    this.applies = replicas == 1 && !strategy.gathering().leavesOut();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    if (!applies) {
      return;
    }
    for (Stand shard : changed) {
      if (server.witness().anyWaits(shard.shard())) {
        long slowest = server.witness().slowest(shard.shard());
        server
            .witness()
            .waiting(shard.shard())
            .forEach(waiting -> checkWaits(shard.shard(), waiting, slowest));
      }
    }
  }

  private void checkWaits(int shard, Request pull, long slowest) {
    if (strategy.admission().admits(Sent.clock(pull), slowest)) {
      throw new Violation(
          NoPullWaitsInVain.class,
          "lane %d waits at shard %d under %s for clock %d, and the slowest lane is at clock %d"
              .formatted(pull.lane(), shard, strategy, Sent.clock(pull), slowest));
    }
  }
}
