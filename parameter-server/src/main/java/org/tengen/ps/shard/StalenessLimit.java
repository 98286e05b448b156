package org.tengen.ps.shard;

import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

/**
 * The staleness that a strategy promises, asserted for every push on every slice: beyond it the
 * admission of pulls is broken, and with it the run.
 */
record StalenessLimit(Strategy strategy, int lanes) {
  void require(Request.Push push, long staleness) {
    long most = strategy.admission().stalenessBound(lanes);
    if (staleness < 0 || staleness > most) {
      throw new RunBroken(
          "lane %d clock %d slice %d is %d updates stale: %s with %d workers allows 0 to %d"
              .formatted(
                  push.lane(), push.clock(), push.slice(), staleness, strategy, lanes, most));
    }
  }
}
