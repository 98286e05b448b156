package org.tengen.ps.lane;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.protocol.StepTotals;

/** A lane's leases, the newest of which counts. Coordinator's thread only. */
final class Lease {
  private final int lane;
  private String worker = "";
  private Map<String, String> facts = Map.of();
  private int incarnation;
  private long heardNs;
  private boolean held;
  private boolean finished;
  private boolean vacated;

  /** Of the leases before. */
  private StepTotals ended = StepTotals.NOTHING;

  /** Of the newest lease, as it said last. */
  private StepTotals running = StepTotals.NOTHING;

  /** When the newest lease was answered, since all lanes had come. */
  private long beganAfterNs;

  private @Nullable ReplyHandler waiting;

  Lease(int lane) {
    this.lane = lane;
  }

  int incarnation() {
    return incarnation;
  }

  boolean joined() {
    return incarnation > 0;
  }

  boolean finished() {
    return finished;
  }

  String worker() {
    return worker;
  }

  Map<String, String> facts() {
    return facts;
  }

  /** A new lease; the one before has ended, and what it said last stays counted. */
  void begin(Request.Join join, ReplyHandler handler, long nowNs) {
    refuseWaiting(
        new Reply.Refused(
            Reply.Refused.Reason.SUPERSEDED, "lane " + lane + " was joined by " + join.worker()));
    ended = ended.plus(running);
    running = StepTotals.NOTHING;
    worker = join.worker();
    facts = join.facts();
    incarnation++;
    heardNs = nowNs;
    held = true;
    vacated = false;
    finished = false;
    waiting = handler;
  }

  /**
   * Gives out the lease.
   *
   * @param afterNs since all lanes had come
   */
  void answerWaiting(long afterNs) {
    if (waiting != null) {
      beganAfterNs = afterNs;
      waiting.onReply(new Reply.Joined(incarnation));
      waiting = null;
    }
  }

  void refuseWaiting(Reply.Refused why) {
    if (waiting != null) {
      waiting.onReply(why);
      waiting = null;
    }
  }

  /** The join came to nothing: the lane is as if nobody had asked. */
  void forget(Reply.Refused why) {
    refuseWaiting(why);
    incarnation = 0;
    held = false;
  }

  /** The lane's worker is wanted elsewhere; told with its next progress. */
  boolean vacate() {
    vacated = held;
    return vacated;
  }

  Reply progress(StepTotals totals, long nowNs) {
    running = totals.after(beganAfterNs);
    heardNs = nowNs;
    return vacated ? new Reply.Vacate() : new Reply.Done();
  }

  Reply leave(boolean hasFinished, long nowNs) {
    held = false;
    vacated = false;
    finished = hasFinished;
    heardNs = nowNs;
    return new Reply.Done();
  }

  LaneReport report(long nowNs) {
    long silentNs = held ? nowNs - heardNs : 0;
    return new LaneReport(
        lane, worker, incarnation, facts, ended.plus(running), silentNs, finished);
  }
}
