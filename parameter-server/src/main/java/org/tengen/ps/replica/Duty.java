package org.tengen.ps.replica;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.shard.Shard;

/**
 * What a replica does with what comes to it. The fields above the line are what other threads
 * leave; all else belongs to the shard's thread.
 */
final class Duty {
  /** How long who waits at one that was alone is not sent away before its first lease has come. */
  private static final long FIRST_LEASE_NS = TimeUnit.SECONDS.toNanos(1);

  /** A turn that is longer is a long one. A replica with a lease has several a second. */
  private static final long AWAY_NS = TimeUnit.SECONDS.toNanos(1);

  private final Runnable bell;

  /** How far the successor has come, as it has said last. */
  private final AtomicReference<@Nullable Word> word = new AtomicReference<>();

  private final AtomicBoolean followerWaits = new AtomicBoolean();
  private final AtomicBoolean missed = new AtomicBoolean();

  // ---- shard thread only ----
  private final Replica replica;
  private final Gate gate;
  private final LeadersListener listener;
  private final Shard shard;
  private @Nullable Follower follower;
  private @Nullable Upstream upstream;

  /** The next entry that the follower is given. */
  private long next;

  /** Whether something is to be confirmed, for the first time or again. */
  private boolean confirms;

  /** Whether the missing entries were asked for. */
  private boolean asked;

  /** Whether there is no lease now, and since when. */
  private boolean unleased;

  private long unleasedNs;

  private long turnNs;

  /**
   * How long turns have taken that were long, in all: what came meanwhile was not looked at, so
   * that nobody is late by it.
   */
  private long awayNs;

  /** Whether lanes have been told that the lease has run out. */
  private boolean lapsed;

  private record Word(long epoch, long sequence) {
    Word later(Word other) {
      boolean is = other.epoch > epoch || (other.epoch == epoch && other.sequence > sequence);
      return is ? other : this;
    }
  }

  Duty(Replica replica, Gate gate, LeadersListener listener, Shard shard, Runnable bell) {
    this.replica = replica;
    this.gate = gate;
    this.listener = listener;
    this.shard = shard;
    this.bell = bell;
    this.next = replica.done() + 1;
  }

  /** The successor has done everything up to {@code sequence}; any thread. */
  void confirmed(long epoch, long sequence) {
    word.accumulateAndGet(
        new Word(epoch, sequence), (before, now) -> before == null ? now : before.later(now));
    bell.run();
  }

  /** An entry that came was not taken in; any thread. */
  void missed() {
    missed.set(true);
  }

  private void again() {
    followerWaits.set(false);
    bell.run();
  }

  // ---- shard thread only ----

  /** A turn begins, before its mail. */
  void begin(long nowNs) {
    if (nowNs - turnNs > AWAY_NS) {
      awayNs += nowNs - turnNs;
    }
    turnNs = nowNs;
  }

  /** One turn, after the mail: what can go on does. Returns the work done. */
  int turn(long nowNs) {
    int work = forward();
    Word said = word.get();
    if (said != null) {
      replica.confirm(said.epoch(), said.sequence());
    }
    work += commit(nowNs);
    work += refuseLapsed(nowNs);
    work += shard.doWork(nowNs);
    confirm();
    return work;
  }

  /** What lanes wait for ends with {@code why}. */
  void close(Reply.Refused why) {
    gate.close();
    dropFollower(why.message());
    replica.forget().forEach(each -> each.handler().onReply(why));
  }

  ReplicaStatus status(long nowNs) {
    return new ReplicaStatus(
        replica.role(),
        replica.epoch(),
        gate.mayServe(nowNs),
        replica.done(),
        replica.waiting(),
        replica.stalledNs(nowNs - awayNs),
        gate.acknowledged(),
        gate.served(),
        gate.withheld());
  }

  /** What a replica that joins starts from. */
  Handover handover() {
    return new Handover(
        replica.role() == Role.PRIMARY, replica.epoch(), replica.done(), shard.copy());
  }

  // ---- leading ----

  void onAsked(Request request, ReplyHandler handler, long nowNs) {
    if (listener.broken() || !ordered(request)) {
      shard.submit(request, handler);
    } else if (!gate.mayServe(nowNs) || !replica.serves(epoch(request))) {
      handler.onReply(gate.refusal());
    } else if (replica.full()) {
      handler.onReply(
          new Reply.Refused(
              Reason.INVALID,
              "a shard with %d requests outstanding takes no more".formatted(replica.waiting())));
    } else {
      replica.append(request, handler, nowNs - awayNs);
    }
  }

  /** Whether it has a place in the order in which replicas do things. */
  private static boolean ordered(Request request) {
    return request instanceof Request.Push
        || request instanceof Request.Pull
        || request instanceof Request.Attach
        || request instanceof Request.Detach;
  }

  /** The epoch that a request is meant for: this one, if it does not say. */
  private long epoch(Request request) {
    if (request instanceof Request.Push push) {
      return push.epoch();
    }
    return request instanceof Request.Pull pull ? pull.epoch() : replica.epoch();
  }

  void onFollow(long epoch, long from, Follower by) {
    onSuperseded(epoch);
    if (replica.role() != Role.PRIMARY || epoch != replica.epoch() || from <= replica.done()) {
      by.over(
          "entries from %d on in epoch %d: this replica is %s in epoch %d and has done %d"
              .formatted(from, epoch, replica.role(), replica.epoch(), replica.done()));
      return;
    }
    if (follower != by) {
      dropFollower("another follows");
    }
    follower = by;
    followerWaits.set(false);
    next = from;
  }

  private int forward() {
    int forwarded = 0;
    while (follower != null && !followerWaits.get()) {
      next = Math.max(next, replica.done() + 1);
      Entry entry = replica.entry(next);
      if (entry == null || !ready(follower)) {
        break;
      }
      follower.forward(entry);
      next++;
      forwarded++;
    }
    if (follower != null && forwarded > 0) {
      follower.flush();
    }
    return forwarded;
  }

  private boolean ready(Follower way) {
    followerWaits.set(true);
    boolean ready = way.ready(this::again);
    if (ready) {
      followerWaits.set(false);
    }
    return ready;
  }

  private int commit(long nowNs) {
    int done = 0;
    for (Replica.Waiting each = replica.commit(); each != null; each = replica.commit()) {
      perform(each.request(), gate.before(each.request(), each.handler()), nowNs);
      done++;
    }
    return done;
  }

  /** In a turn of its own: what the shard does next depends on this and on nothing behind it. */
  private void perform(Request request, ReplyHandler handler, long nowNs) {
    shard.submit(request, handler);
    shard.doWork(nowNs);
  }

  /**
   * Whoever waits here while the lease has run out shall ask elsewhere. What they have asked keeps
   * its place in the order, which the successor may know of; the lane's floats are copied for that.
   */
  private int refuseLapsed(long nowNs) {
    if (replica.role() != Role.PRIMARY || gate.mayServe(nowNs)) {
      lapsed = false;
      unleased = false;
      return 0;
    }
    if (!unleased) {
      unleased = true;
      unleasedNs = nowNs;
    }
    boolean soon = !replica.leased() && nowNs - unleasedNs < FIRST_LEASE_NS;
    if (lapsed || soon) {
      return 0;
    }
    lapsed = true;
    replica.replaceWaiting(
        each -> {
          Replica.Waiting own =
              new Replica.Waiting(each.request().copied(), new Nobody(), each.sinceNs());
          gate.withhold(each.handler());
          return own;
        });
    return 1 + gate.refuseOpen();
  }

  // ---- orders ----

  void onOrder(ReplicaOrder order) {
    boolean led = replica.role().leads();
    replica.obey(order);
    changed(led);
  }

  void onSuperseded(long epoch) {
    boolean led = replica.role().leads();
    replica.superseded(epoch);
    changed(led);
  }

  private void changed(boolean led) {
    Role role = replica.role();
    if (role != Role.PRIMARY) {
      dropFollower("this replica is " + role + " in epoch " + replica.epoch());
    }
    if (role != Role.SUCCESSOR && upstream != null) {
      // one that was only fenced knows nothing of who serves, and must not end a primary that does
      if (role.leads()) {
        upstream.superseded(replica.epoch());
      }
      upstream = null;
    }
    if (role == Role.FENCED) {
      replica.forget().forEach(each -> gate.withhold(each.handler()));
      gate.refuseOpen();
    }
    if (!led && role.leads()) {
      listener.leads();
    }
  }

  private void dropFollower(String why) {
    Follower old = follower;
    follower = null;
    if (old != null) {
      old.over(why);
    }
  }

  // ---- following ----

  void onUpstream(@Nullable Upstream to) {
    upstream = replica.role() == Role.SUCCESSOR ? to : null;
    asked = false;
    // what was said last may have been lost with the way before
    confirms = upstream != null;
    askFromHere();
  }

  private void askFromHere() {
    if (upstream != null && !asked) {
      asked = true;
      upstream.follow(replica.epoch(), replica.done() + 1);
    }
  }

  void onEntry(Entry entry, long nowNs) {
    switch (replica.accept(entry)) {
      case NEXT -> {
        asked = false;
        confirms = true;
        perform(entry.request(), new Nobody(), nowNs);
      }
      case REPEAT -> confirms = true;
      case GAP -> askFromHere();
      case REFUSED -> refuse(entry);
    }
  }

  private void refuse(Entry entry) {
    Upstream to = upstream;
    if (to != null && entry.epoch() < replica.epoch()) {
      to.superseded(replica.epoch());
    }
  }

  private void confirm() {
    if (missed.getAndSet(false)) {
      asked = false;
      askFromHere();
    }
    if (confirms && upstream != null) {
      upstream.confirm(replica.epoch(), replica.done());
      confirms = false;
    }
  }

  /** Hears an answer that is not for this replica to give. */
  private static final class Nobody implements ReplyHandler {
    @Override
    public void onWeights(int slice, long version, Payload weights) {}

    @Override
    public void onReply(Reply reply) {}
  }
}
