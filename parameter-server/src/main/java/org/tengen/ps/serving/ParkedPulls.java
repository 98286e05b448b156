package org.tengen.ps.serving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.tengen.ps.protocol.Reply;

/**
 * Pulls that wait to be admitted, at most one a lane. Shard thread only.
 *
 * @param <P> a pull as its table answers it
 */
public final class ParkedPulls<P> {
  private final Deque<Asked<P>> parked = new ArrayDeque<>();

  /** How many there are. */
  public int count() {
    return parked.size();
  }

  /** Who waits, in order. */
  public List<Asked<P>> all() {
    return List.copyOf(parked);
  }

  /** One more waits. */
  public void add(Asked<P> asked) {
    parked.add(asked);
  }

  /** Drops those that {@code served} has answered; returns how many. */
  int serve(Predicate<Asked<P>> served) {
    int before = parked.size();
    if (before > 0) {
      parked.removeIf(served);
    }
    return before - parked.size();
  }

  /** Refuses the lane's for {@code clock} and earlier. */
  void refuse(int lane, long clock, Reply.Refused why) {
    serve(asked -> asked.lane() == lane && asked.clock() <= clock && refuse(asked, why));
  }

  void refuseAll(Reply.Refused why) {
    serve(asked -> refuse(asked, why));
  }

  private boolean refuse(Asked<P> asked, Reply.Refused why) {
    asked.handler().onReply(why);
    return true;
  }
}
