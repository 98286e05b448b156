package org.tengen.ps.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Gathering;
import org.tengen.ps.strategy.Strategy;

/**
 * What a lane has read it reads again: no pull returns an older version than one for the same or an
 * earlier clock has. And it reads what it has pushed itself, unless updates gather pushes of
 * several.
 */
final class MonotonicReads implements Invariant {
  private final boolean readsOwn;
  private final boolean rereads;
  private final Map<Key, Last> last = new HashMap<>();

  private record Key(int lane, int slice) {}

  private record Last(long clock, long version) {}

  MonotonicReads(Strategy strategy) {
    Gathering gathering = strategy.gathering();
    this.readsOwn = !gathering.leavesOut() && !(gathering instanceof Gathering.Several);
    this.rereads = gathering.wholeClock();
  }

  @Override
  public void check(Server server, List<Answered> answers, List<ShardImage> changed) {
    for (Answered answer : answers) {
      if (answer.request() instanceof Request.Pull pull) {
        answer.read().forEach(read -> checkRead(pull, read));
      }
    }
  }

  private void checkRead(Request.Pull pull, Read read) {
    Last now = new Last(pull.clock(), read.version());
    Last before = last.put(new Key(pull.lane(), read.slice()), now);
    boolean again = rereads && before != null && pull.clock() < before.clock();
    if (before != null && !again && read.version() < before.version()) {
      throw violation(pull, read, "version %d before".formatted(before.version()));
    }
    if (readsOwn && read.applied().length > 0) {
      long own = OneHot.before(pull.clock());
      if ((own & ~read.applied()[pull.lane()]) != 0) {
        throw violation(pull, read, "and not what it has pushed itself");
      }
    }
  }

  private static Violation violation(Request.Pull pull, Read read, String what) {
    return new Violation(
        MonotonicReads.class,
        "lane %d at clock %d read version %d of slice %d, %s"
            .formatted(pull.lane(), pull.clock(), read.version(), read.slice(), what));
  }
}
