package org.tengen.ps.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;

/**
 * What one shard is asked, whatever the others answer, until it has answered all.
 *
 * <pre>
 * IN FLIGHT  all answered, and that is all                      -> FINISHED
 *            all answered, some lost with the way               -> REOPENING
 *            all answered, some name lists that it has not got  -> IN FLIGHT, the lists first
 * REOPENING  the way is open: what was lost goes out again      -> IN FLIGHT
 * </pre>
 *
 * What is repeated is the same bytes.
 */
final class ShardAsking {
  private static final int MAX_TOLD = 4;

  private final ShardLinks links;
  private final Exchange exchange;
  private final int shard;
  private final AtomicInteger outstanding;
  private volatile boolean unfinished;

  // ---- whoever drives the lane only ----
  private List<Attempt> open;
  private final List<Attempt> answered = new ArrayList<>();
  private @Nullable Attaching reopening;
  private int told;

  /** What is to be sent. */
  ShardAsking(ShardLinks links, Exchange exchange, int shard, List<Attempt> attempts) {
    this.links = links;
    this.exchange = exchange;
    this.shard = shard;
    this.open = attempts;
    this.outstanding = new AtomicInteger(attempts.size());
  }

  /** Sends it. */
  void send() {
    open.forEach(attempt -> attempt.send(this, links.to(shard)));
  }

  /** What is in flight, or was last. */
  Stream<Attempt> open() {
    return open.stream();
  }

  /** All that need not be asked again, and what is in flight or was last. */
  Stream<Attempt> all() {
    return Stream.concat(answered.stream(), open());
  }

  /** One of the requests is answered; any thread. */
  void answered(Attempt attempt) {
    if (attempt.repeats()) {
      unfinished = true;
    }
    if (outstanding.decrementAndGet() == 0) {
      exchange.answered(!unfinished);
    }
  }

  /** An answer makes the rest not worth waiting for, at any shard; any thread. */
  void cutShort(Reply why) {
    exchange.cutShort(why);
  }

  /** Whether the way is being opened again. */
  boolean reopening() {
    return reopening != null;
  }

  /** The earlier of a time and when the way that is being opened wants to be polled. */
  long wakeNs(long nsAtLatest) {
    return reopening == null || nsAtLatest - reopening.wakeNs() < 0
        ? nsAtLatest
        : reopening.wakeNs();
  }

  /** Asks again if all is answered and some of it has to be repeated. Returns whether it did. */
  boolean goOn(long nowNs) throws InterruptedException {
    boolean asked = false;
    if (reopening == null && unfinished && outstanding.get() == 0) {
      if (open().anyMatch(Attempt::lost)) {
        reopening = links.reopen(List.of(shard), nowNs);
      } else {
        again();
        asked = true;
      }
    }
    if (reopening != null && reopening.poll(nowNs)) {
      reopening = null;
      again();
      asked = true;
    }
    return asked;
  }

  /** Nothing is asked again. */
  void giveUp(long nowNs) {
    if (reopening != null) {
      reopening.abandon(nowNs);
      reopening = null;
    }
  }

  private void again() {
    List<Attempt> next = new ArrayList<>(lists());
    for (Attempt attempt : open) {
      if (attempt.repeats()) {
        next.add(attempt.again(links.epoch(shard)));
      } else {
        answered.add(attempt);
      }
    }
    open = next;
    unfinished = false;
    outstanding.set(next.size());
    exchange.asksAgain();
    send();
  }

  /** What the shard says that it has not got. */
  private List<Attempt> lists() {
    Attempt asked = open().filter(Attempt::unknown).findFirst().orElse(null);
    if (asked == null) {
      return List.of();
    }
    if (++told == MAX_TOLD) {
      throw new LaneException(
          Reason.INVALID,
          "lane %d: %s: not remembered though sent %d times"
              .formatted(links.lane(), asked.destination(), told));
    }
    List<Attempt> lists = new ArrayList<>();
    for (Request list : asked.lists()) {
      lists.add(new Attempt(shard, list, null, false));
    }
    return lists;
  }
}
