package org.tengen.ps.shard;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * The answers to pulls that are under way, at most one a lane: slices leave as fast as the way to
 * the lane takes them, so what is between shard and lane is a few slices and not a table. Shard
 * thread only, but for what a way calls when it takes more.
 */
final class Deliveries {
  private final Inbox inbox;
  private final Source source;
  private final @Nullable Delivery[] underway;

  /** Where slices come from. */
  interface Source {
    /** The slices of the shard. */
    int slices();

    /** What ends the answer before its slice {@code at}; null to go on. */
    @Nullable Reply end(Request.Pull pull, int at);

    /** Hands slice {@code at} over. */
    void deliver(Request.Pull pull, int at, ReplyHandler handler);
  }

  Deliveries(Inbox inbox, Source source, int lanes) {
    this.inbox = inbox;
    this.source = source;
    this.underway = new Delivery[lanes];
  }

  /** Begins to answer an admitted pull that was parked for {@code parkedNs}. */
  void begin(Request.Pull pull, ReplyHandler handler, long parkedNs) {
    refuse(pull.lane(), Long.MAX_VALUE, lost(pull.lane()));
    Delivery delivery = new Delivery(pull, handler, parkedNs);
    underway[pull.lane()] = delivery;
    delivery.goOn();
  }

  /** Ends the lane's, if it has one for {@code clock} or earlier. */
  void refuse(int lane, long clock, Reply.Refused why) {
    Delivery delivery = underway[lane];
    if (delivery != null && delivery.pull.clock() <= clock) {
      delivery.end(why);
    }
  }

  void refuseAll(Reply.Refused why) {
    for (int lane = 0; lane < underway.length; lane++) {
      refuse(lane, Long.MAX_VALUE, why);
    }
  }

  private static Reply.Refused lost(int lane) {
    return new Reply.Refused(Reply.Refused.Reason.LOST, "lane " + lane + " has pulled again");
  }

  /** One answer; as mail, it goes on. */
  private final class Delivery implements Mail {
    private final Request.Pull pull;
    private final ReplyHandler handler;
    private final long parkedNs;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int at;

    Delivery(Request.Pull pull, ReplyHandler handler, long parkedNs) {
      this.pull = pull;
      this.handler = handler;
      this.parkedNs = parkedNs;
    }

    void goOn() {
      while (!ended.get()) {
        Reply end = at == source.slices() ? new Reply.Pulled(parkedNs) : source.end(pull, at);
        if (end != null) {
          end(end);
        } else if (handler.ready(() -> inbox.post(this))) {
          source.deliver(pull, at++, handler);
        } else {
          return;
        }
      }
    }

    /** Once; what comes later is too late. */
    void end(Reply reply) {
      if (!ended.getAndSet(true)) {
        underway[pull.lane()] = null;
        handler.onReply(reply);
      }
    }

    @Override
    public void deliver(long nowNs) {
      goOn();
    }

    /** On any thread, when the shard takes no more mail: it does not look at its own any more. */
    @Override
    public void refuse(Reply.Refused why) {
      if (!ended.getAndSet(true)) {
        handler.onReply(why);
      }
    }
  }
}
