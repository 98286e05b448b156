package org.tengen.ps.replica;

import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.inbox.Question;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Served;
import org.tengen.ps.shard.Shard;
import org.tengen.ps.shard.ShardListener;
import org.tengen.ps.shard.ShardSettings;

/**
 * One replica of a shard: the shard itself, and what stands before it.
 *
 * <p>What a lane asks of a primary is forwarded in the order in which it came, and done when the
 * successor has confirmed it; then it is answered, unless the lease has run out by the time the
 * answer leaves. A successor does what it is forwarded, one after the other, and confirms it. Both
 * shards are given the same requests in the same order, each in a turn of its own, so that both are
 * in the same state at the same entry.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}. All
 * public methods above it are for any thread.
 */
public final class ReplicatedShard implements Served {
  private static final int MAILS_A_TURN = 256;

  /** How old {@link #seen} becomes at most while turns are short and nothing rests. */
  private static final long SEEN_NS = 1_000_000;

  private final Shard shard;
  private final Inbox inbox;
  private final Duty duty;
  private final GrantedLease granted = new GrantedLease();
  private final Runnable bell;
  private final LongSupplier clock;
  private volatile Seen seen;

  /**
   * What a replica was.
   *
   * @param atNs when, by its clock
   */
  public record Seen(ReplicaStatus status, long atNs) {}

  /**
   * A replica at its begin.
   *
   * @param listener hears of images while the replica leads, and of the run's end once it does
   * @param bell rung when there is something to do, on any thread
   * @param clock the time that {@link #doWork} is given, as it is when it is asked
   */
  public ReplicatedShard(
      ShardSettings settings,
      ReplicaStart start,
      ShardListener listener,
      Runnable bell,
      LongSupplier clock) {
    int outstanding = settings.outstanding();
    this.bell = bell;
    this.clock = clock;
    Replica replica = new Replica(start, outstanding);
    LeadersListener told = new LeadersListener(listener, () -> replica.role().leads());
    this.inbox = new Inbox(64 + 4 * outstanding, bell);
    this.shard = new Shard(settings.asReplica(), told, bell);
    Gate gate = new Gate(settings.image().shard(), replica, granted, clock);
    this.duty = new Duty(replica, gate, told, shard, bell);
    long nowNs = clock.getAsLong();
    this.seen = new Seen(duty.status(nowNs), nowNs);
  }

  /** Takes what a lane asks; what is not for a leading replica is refused. */
  @Override
  public void submit(Request request, ReplyHandler handler) {
    inbox.post(new Asked(request, handler));
  }

  /**
   * The shard, for its statistics, its images and to hold it; never to submit to, and driven by
   * {@link #doWork} of this.
   */
  public Shard shard() {
    return shard;
  }

  /** What this replica is, soon. */
  public CompletableFuture<ReplicaStatus> status() {
    Question<ReplicaStatus> question =
        new Question<>(() -> duty.status(clock.getAsLong()), new CompletableFuture<>());
    inbox.post(question);
    return question.answer();
  }

  /**
   * What this replica was a moment ago; or, while its thread is in a longer turn, when that began.
   */
  public Seen seen() {
    return seen;
  }

  /**
   * What the coordinator orders; answered when it is done. Completes exceptionally if the order is
   * not for one of this role.
   */
  public CompletableFuture<ReplicaStatus> order(ReplicaOrder order) {
    Ordered ordered = new Ordered(order);
    inbox.post(ordered);
    return ordered.answer;
  }

  /**
   * All of a primary that was ordered to {@link ReplicaOrder.Lead}, soon, for the process that
   * joins. It does nothing more before that one confirms it.
   */
  public CompletableFuture<Handover> handover() {
    Question<Handover> question = new Question<>(duty::handover, new CompletableFuture<>());
    inbox.post(question);
    return question.answer();
  }

  /**
   * The coordinator grants a lease. It counts from now on, also for what leaves in a turn that has
   * begun.
   *
   * @param askedNs when this process asked for it, by its own clock
   */
  public void lease(long epoch, long askedNs, long durationNs) {
    granted.grant(epoch, askedNs, durationNs);
    bell.run();
  }

  /**
   * The successor wants to be forwarded entries from {@code from} on, in place of any follower
   * before.
   */
  public void follow(long epoch, long from, Follower by) {
    inbox.post(
        new Mail() {
          @Override
          public void deliver(long nowNs) {
            duty.onFollow(epoch, from, by);
          }

          @Override
          public void refuse(Reply.Refused why) {
            by.over(why.message());
          }
        });
  }

  /** The successor has done everything up to {@code sequence}. */
  public void confirmed(long epoch, long sequence) {
    duty.confirmed(epoch, sequence);
  }

  /** Another replica is in that epoch. */
  public void superseded(long epoch) {
    post(nowNs -> duty.onSuperseded(epoch));
  }

  /** The primary forwards an entry; it is this replica's from now on. */
  public void take(Entry entry) {
    inbox.post(
        new Mail() {
          @Override
          public void deliver(long nowNs) {
            duty.onEntry(entry, nowNs);
          }

          @Override
          public void refuse(Reply.Refused why) {
            duty.missed();
          }
        });
  }

  /** The way to the primary, in place of the one before; null when it has broken. */
  public void upstream(@Nullable Upstream to) {
    post(nowNs -> duty.onUpstream(to));
  }

  private void post(Turn turn) {
    inbox.post(turn);
  }

  /** Mail that nobody waits for. */
  private interface Turn extends Mail {
    @Override
    default void refuse(Reply.Refused why) {}
  }

  /** A request on its way to the shard's thread. */
  private final class Asked implements Mail {
    private final Request request;
    private final ReplyHandler handler;

    Asked(Request request, ReplyHandler handler) {
      this.request = request;
      this.handler = handler;
    }

    @Override
    public void deliver(long nowNs) {
      duty.onAsked(request, handler, nowNs);
    }

    @Override
    public void refuse(Reply.Refused why) {
      handler.onReply(why);
    }
  }

  /** An order, and who waits for it. */
  private final class Ordered implements Mail {
    private final ReplicaOrder order;
    private final CompletableFuture<ReplicaStatus> answer = new CompletableFuture<>();

    Ordered(ReplicaOrder order) {
      this.order = order;
    }

    @Override
    public void deliver(long nowNs) {
      try {
        duty.onOrder(order);
        answer.complete(duty.status(nowNs));
      } catch (IllegalArgumentException e) {
        answer.completeExceptionally(e);
      }
    }

    @Override
    public void refuse(Reply.Refused why) {
      answer.completeExceptionally(new IllegalStateException(why.message()));
    }
  }

  // ---- shard thread only ----

  @Override
  public int doWork(long nowNs) {
    duty.begin(nowNs);
    int work = inbox.drain(nowNs, MAILS_A_TURN) + duty.turn(nowNs);
    if (nowNs - seen.atNs >= SEEN_NS) {
      seen = new Seen(duty.status(nowNs), nowNs);
    }
    return work;
  }

  /** What this replica is now. */
  public ReplicaStatus status(long nowNs) {
    return duty.status(nowNs);
  }

  @Override
  public void breakRun(String message) {
    shard.breakRun(message);
  }

  @Override
  public void close(String message) {
    Reply.Refused why = new Reply.Refused(Reason.CLOSED, message);
    duty.close(why);
    shard.close(message);
    inbox.close(why);
  }
}
