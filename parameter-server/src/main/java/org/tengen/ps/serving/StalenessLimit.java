package org.tengen.ps.serving;

import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

/**
 * The staleness that a strategy promises, asserted for every push: beyond it the admission of pulls
 * is broken, and with it the run.
 */
public record StalenessLimit(Strategy strategy, int lanes) {
  /** Asserts it for a push to a slice. */
  public void require(Request.Push push, long staleness) {
    if (exceededBy(staleness)) {
      throw broken(push.lane(), push.clock(), " slice " + push.slice(), staleness);
    }
  }

  /** Asserts it for a push to rows. */
  public void require(Request.RowPush push, long staleness) {
    if (exceededBy(staleness)) {
      throw broken(push.lane(), push.clock(), " part " + push.part(), staleness);
    }
  }

  private boolean exceededBy(long staleness) {
    return staleness < 0 || staleness > most();
  }

  private long most() {
    return strategy.admission().stalenessBound(lanes);
  }

  private RunBroken broken(int lane, long clock, String where, long staleness) {
    return new RunBroken(
        "lane %d clock %d%s is %d updates stale: %s with %d workers allows 0 to %d"
            .formatted(lane, clock, where, staleness, strategy, lanes, most()));
  }
}
