package org.tengen.ps.serving;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.protocol.Reply;

/**
 * The answers to pulls that are under way, at most one a lane: parts leave as fast as the way to
 * the lane takes them, so what is between shard and lane is a few parts and not a table. Shard
 * thread only, but for what a way calls when it takes more.
 *
 * @param <P> a pull as its table answers it
 */
final class Deliveries<P> {
  private final Inbox inbox;
  private final List<@Nullable Delivery> underway;

  Deliveries(Inbox inbox, int lanes) {
    this.inbox = inbox;
    this.underway = new ArrayList<>(Collections.nCopies(lanes, null));
  }

  /** Begins to answer an admitted pull. */
  void begin(Asked<P> asked, PartSource<P> source, long nowNs) {
    refuse(asked.lane(), Long.MAX_VALUE, lost(asked.lane()));
    Delivery delivery = new Delivery(asked, source, nowNs - asked.sinceNs());
    underway.set(asked.lane(), delivery);
    delivery.goOn();
  }

  /** Ends the lane's, if it has one for {@code clock} or earlier. */
  void refuse(int lane, long clock, Reply.Refused why) {
    Delivery delivery = underway.get(lane);
    if (delivery != null && delivery.asked.clock() <= clock) {
      delivery.end(why);
    }
  }

  void refuseAll(Reply.Refused why) {
    for (int lane = 0; lane < underway.size(); lane++) {
      refuse(lane, Long.MAX_VALUE, why);
    }
  }

  private static Reply.Refused lost(int lane) {
    return new Reply.Refused(Reply.Refused.Reason.LOST, "lane " + lane + " has pulled again");
  }

  /** One answer; as mail, it goes on. */
  private final class Delivery implements Mail {
    private final Asked<P> asked;
    private final PartSource<P> source;
    private final int parts;
    private final long parkedNs;
    private final AtomicBoolean ended = new AtomicBoolean();
    private int at;

    Delivery(Asked<P> asked, PartSource<P> source, long parkedNs) {
      this.asked = asked;
      this.source = source;
      this.parts = source.parts(asked.pull());
      this.parkedNs = parkedNs;
    }

    void goOn() {
      P pull = asked.pull();
      while (!ended.get()) {
        Reply end = at == parts ? new Reply.Pulled(parkedNs) : source.end(pull, at);
        if (end != null) {
          end(end);
        } else if (asked.handler().ready(() -> inbox.post(this))) {
          source.deliver(pull, at++, asked.handler());
        } else {
          return;
        }
      }
    }

    /** Once; what comes later is too late. */
    void end(Reply reply) {
      if (!ended.getAndSet(true)) {
        underway.set(asked.lane(), null);
        asked.handler().onReply(reply);
      }
    }

    @Override
    public void deliver(long nowNs) {
      goOn();
    }

    /** What the way takes at once is no more than it has room for. */
    @Override
    public boolean brief() {
      return true;
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
