package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Gathering;

/**
 * What a lane has read it reads again: no pull returns an older version than one for the same or an
 * earlier clock has. And it reads what it has pushed itself, unless updates gather pushes of
 * several.
 */
final class MonotonicReads implements Invariant {
  private final Trained trained;
  private final boolean readsOwn;
  private final boolean rereads;
  private final Map<Key, Last> last = new HashMap<>();

  private record Key(int lane, int place) {}

  private record Last(long clock, long version) {}

  MonotonicReads(Trained trained) {
    Gathering gathering = trained.course().strategy().gathering();
    this.trained = trained;
    this.readsOwn = !gathering.leavesOut() && !(gathering instanceof Gathering.Several);
    this.rereads = gathering.wholeClock();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<Stand> changed) {
    for (Answered answer : answers) {
      answer.read().forEach(read -> checkRead(answer.request(), read));
    }
  }

  private void checkRead(Request pull, Read read) {
    Last now = new Last(Sent.clock(pull), read.version());
    Last before = last.put(new Key(pull.lane(), read.place()), now);
    boolean again = rereads && before != null && Sent.clock(pull) < before.clock();
    if (before != null && !again && read.version() < before.version()) {
      throw violation(pull, read, "version %d before".formatted(before.version()));
    }
    if (readsOwn && read.applied().length > 0) {
      long own = OneHot.before(Sent.clock(pull)) & trained.touching(read.place(), pull.lane());
      if ((own & ~read.applied()[pull.lane()]) != 0) {
        throw violation(pull, read, "and not what it has pushed itself");
      }
    }
  }

  private static Violation violation(Request pull, Read read, String what) {
    return new Violation(
        MonotonicReads.class,
        "lane %d at clock %d read version %d of place %d, %s"
            .formatted(pull.lane(), Sent.clock(pull), read.version(), read.place(), what));
  }
}
