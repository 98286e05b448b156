package org.tengen.ps.rows;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * The answers to pulls of rows that are under way, at most one a lane: parts leave as fast as the
 * way to the lane takes them. Shard thread only, but for what a way calls when it takes more.
 */
final class RowDeliveries {
  private final Inbox inbox;
  private final Source source;
  private final @Nullable Delivery[] underway;

  /** Where parts come from. */
  interface Source {
    /** Hands part {@code part} over. */
    void deliver(Asked asked, int part);
  }

  /**
   * A pull.
   *
   * @param lists by table
   * @param parts how many parts answer it
   * @param sinceNs when it came
   */
  record Asked(
      Request.RowPull pull, RowList[] lists, int parts, ReplyHandler handler, long sinceNs) {}

  RowDeliveries(Inbox inbox, Source source, int lanes) {
    this.inbox = inbox;
    this.source = source;
    this.underway = new Delivery[lanes];
  }

  /** Begins to answer an admitted pull that was parked for {@code parkedNs}. */
  void begin(Asked asked, long parkedNs) {
    int lane = asked.pull().lane();
    refuse(
        lane,
        Long.MAX_VALUE,
        new Reply.Refused(Reply.Refused.Reason.LOST, "lane " + lane + " has pulled again"));
    Delivery delivery = new Delivery(asked, parkedNs);
    underway[lane] = delivery;
    delivery.goOn();
  }

  /** Ends the lane's, if it has one for {@code clock} or earlier. */
  void refuse(int lane, long clock, Reply.Refused why) {
    Delivery delivery = underway[lane];
    if (delivery != null && delivery.asked.pull().clock() <= clock) {
      delivery.end(why);
    }
  }

  void refuseAll(Reply.Refused why) {
    for (int lane = 0; lane < underway.length; lane++) {
      refuse(lane, Long.MAX_VALUE, why);
    }
  }

  /** One answer; as mail, it goes on. */
  private final class Delivery implements Mail {
    private final Asked asked;
    private final long parkedNs;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int at;

    Delivery(Asked asked, long parkedNs) {
      this.asked = asked;
      this.parkedNs = parkedNs;
    }

    void goOn() {
      while (!ended.get()) {
        if (at == asked.parts()) {
          end(new Reply.Pulled(parkedNs));
        } else if (asked.handler().ready(() -> inbox.post(this))) {
          source.deliver(asked, at++);
        } else {
          return;
        }
      }
    }

    /** Once; what comes later is too late. */
    void end(Reply reply) {
      if (!ended.getAndSet(true)) {
        underway[asked.pull().lane()] = null;
        asked.handler().onReply(reply);
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
        asked.handler().onReply(why);
      }
    }
  }
}
