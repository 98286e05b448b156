package org.tengen.ps.replica;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * Where answers leave a replica: only while it may serve, by the clock at that very moment. Shard
 * thread only, but for refusals after the end.
 */
final class Gate {
  private final int shard;
  private final Replica replica;
  private final GrantedLease granted;
  private final LongSupplier clock;

  /** Pulls that are not answered to their end. */
  private final Set<Leaving> open = new LinkedHashSet<>();

  private long acknowledged;
  private long served;
  private long withheld;
  private volatile boolean closed;

  Gate(int shard, Replica replica, GrantedLease granted, LongSupplier clock) {
    this.shard = shard;
    this.replica = replica;
    this.granted = granted;
    this.clock = clock;
  }

  long acknowledged() {
    return acknowledged;
  }

  long served() {
    return served;
  }

  long withheld() {
    return withheld;
  }

  /** From now on every refusal leaves: the run has ended. */
  void close() {
    closed = true;
  }

  /** The way of the answer to {@code request}, past this gate. */
  ReplyHandler before(Request request, ReplyHandler handler) {
    Leaving leaving = new Leaving(handler);
    if (request instanceof Request.Pull) {
      open.add(leaving);
    }
    return leaving;
  }

  /** Somebody waits for an answer that this replica will not give. */
  void withhold(ReplyHandler handler) {
    withheld++;
    handler.onReply(refusal());
  }

  /** What is said in place of an answer that must not leave. */
  Reply.Refused refusal() {
    return new Reply.Refused(
        Reason.SUPERSEDED_EPOCH,
        "shard %d is not served here now: its replica is %s in epoch %d"
            .formatted(shard, replica.role(), replica.epoch()));
  }

  /** Pulls that wait here are answered elsewhere; returns how many. */
  int refuseOpen() {
    List<Leaving> all = new ArrayList<>(open);
    all.forEach(Leaving::end);
    return all.size();
  }

  /** Whether an answer may leave, by all leases that have come until now. */
  boolean mayServe(long nowNs) {
    granted.into(replica);
    return replica.mayServe(nowNs);
  }

  private boolean mayServe() {
    return mayServe(clock.getAsLong());
  }

  /** The answer to one request. */
  private final class Leaving implements ReplyHandler {
    private final ReplyHandler handler;
    private boolean over;

    Leaving(ReplyHandler handler) {
      this.handler = handler;
    }

    @Override
    public void onWeights(int slice, long version, Payload weights) {
      if (over) {
        return;
      }
      if (mayServe()) {
        handler.onWeights(slice, version, weights);
      } else {
        end();
      }
    }

    @Override
    public boolean ready(Runnable again) {
      return over || handler.ready(again);
    }

    @Override
    public void onReply(Reply reply) {
      if (over) {
        return;
      }
      if (closed && reply instanceof Reply.Refused) {
        over = true;
        handler.onReply(reply);
      } else if (mayServe()) {
        leave(reply);
      } else {
        end();
      }
    }

    private void leave(Reply reply) {
      over = true;
      open.remove(this);
      acknowledged += reply instanceof Reply.Acknowledged ? 1 : 0;
      served += reply instanceof Reply.Pulled ? 1 : 0;
      handler.onReply(
          reply instanceof Reply.Attached attached
              ? new Reply.Attached(attached.clock(), replica.epoch())
              : reply);
    }

    /** The lane is told to ask elsewhere; what the shard still answers is dropped. */
    void end() {
      over = true;
      open.remove(this);
      withhold(handler);
    }
  }
}
