package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

/** Behind a barrier, all pulls for a clock read the same bits, of the version of that clock. */
final class BspEquality implements Invariant {
  private final boolean applies;
  private final Map<Key, Integer> bits = new HashMap<>();

  private record Key(int slice, long clock) {}

  BspEquality(Strategy strategy) {
    this.applies = strategy.gathering().wholeClock();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
    if (!applies) {
      return;
    }
    for (Answered answer : answers) {
      if (answer.request() instanceof Request.Pull pull) {
        answer.read().forEach(read -> checkRead(pull, read));
      }
    }
  }

  private void checkRead(Request.Pull pull, Read read) {
    Integer before = bits.putIfAbsent(new Key(read.slice(), pull.clock()), read.bits());
    if (read.version() != pull.clock() || (before != null && before != read.bits())) {
      throw new Violation(
          BspEquality.class,
          "lane %d read slice %d for clock %d: version %d, %s"
              .formatted(
                  pull.lane(),
                  read.slice(),
                  pull.clock(),
                  read.version(),
                  before == null || before == read.bits()
                      ? "which is another clock's"
                      : "other bits than somebody before"));
    }
  }
}
