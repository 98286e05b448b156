package org.tengen.ps.shard;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;
import org.tengen.ps.image.ShardRest;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/** Pulls that wait to be admitted, at most one a lane. Shard thread only. */
final class ParkedPulls {
  /** Since when one waits whom another process has to answer. */
  static final long ELSEWHERE = Long.MIN_VALUE;

  private final Deque<Asked> parked = new ArrayDeque<>();

  /** A pull and when it came. */
  record Asked(Request.Pull pull, ReplyHandler handler, long sinceNs) {}

  int count() {
    return parked.size();
  }

  /** Notes who waits, in order. */
  void save(ShardRest.Writer out) {
    out.put(parked.size());
    for (Asked asked : parked) {
      Request.Pull pull = asked.pull();
      out.put(pull.lane(), pull.incarnation(), pull.clock(), pull.epoch());
    }
  }

  /** Goes on with those who were noted, and whom another process has to answer. */
  void load(ShardRest.Reader in, ReplyHandler handler) {
    long count = in.numbers()[0];
    for (long each = 0; each < count; each++) {
      long[] pull = in.numbers();
      Request.Pull asked = new Request.Pull((int) pull[0], (int) pull[1], pull[2], pull[3]);
      parked.add(new Asked(asked, handler, ELSEWHERE));
    }
  }

  void add(Asked asked) {
    parked.add(asked);
  }

  /** Drops those that {@code served} has answered; returns how many. */
  int serve(Predicate<Asked> served) {
    int before = parked.size();
    if (before > 0) {
      parked.removeIf(served);
    }
    return before - parked.size();
  }

  /** Refuses the lane's for {@code clock} and earlier. */
  void refuse(int lane, long clock, Reply.Refused why) {
    serve(
        asked ->
            asked.pull().lane() == lane && asked.pull().clock() <= clock && refuse(asked, why));
  }

  void refuseAll(Reply.Refused why) {
    serve(asked -> refuse(asked, why));
  }

  private static boolean refuse(Asked asked, Reply.Refused why) {
    asked.handler().onReply(why);
    return true;
  }
}
