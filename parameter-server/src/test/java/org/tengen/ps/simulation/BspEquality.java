package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

/** Behind a barrier, all pulls for a clock read the same bits, of the version of that clock. */
final class BspEquality implements Invariant {
  private final boolean applies;
  private final Map<Key, Integer> bits = new HashMap<>();

  private record Key(int place, long clock) {}

  BspEquality(Strategy strategy) {
    this.applies = strategy.gathering().wholeClock();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    if (!applies) {
      return;
    }
    for (Answered answer : answers) {
      answer.read().forEach(read -> checkRead(answer.request(), read));
    }
  }

  private void checkRead(Request pull, Read read) {
    Integer before = bits.putIfAbsent(new Key(read.place(), Sent.clock(pull)), read.bits());
    if (read.version() != Sent.clock(pull) || (before != null && before != read.bits())) {
      throw new Violation(
          BspEquality.class,
          "lane %d read place %d for clock %d: version %d, %s"
              .formatted(
                  pull.lane(),
                  read.place(),
                  Sent.clock(pull),
                  read.version(),
                  before == null || before == read.bits()
                      ? "which is another clock's"
                      : "other bits than somebody before"));
    }
  }
}
