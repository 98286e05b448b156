package org.tengen.ps.serving;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.inbox.Question;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;

/**
 * A part of some tables as lanes see it: who may ask, and when which pull is answered. What is in
 * the tables, and what a push does to them, its kinds know.
 *
 * <ul>
 *   <li>A lane is served for its newest lease only.
 *   <li>A pull that the strategy does not admit is parked until it does, or its deadline.
 *   <li>Whatever is asked is answered once, be it that the run is broken or has ended.
 * </ul>
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 * Other threads reach the shard through the inbox and no other way.
 *
 * @param <L> what it knows of a lane
 * @param <P> a pull as it answers it
 */
public abstract class ServedShard<L extends ServedLane, P> implements Served, OwnedShard {
  private static final int MAILS_A_TURN = 256;

  private final ServingSettings settings;
  private final Strategy strategy;
  private final ServedListener listener;
  private final Inbox inbox;

  // ---- shard thread only ----
  private final ServedLanes<L> lanes;
  private final Grants grants;
  private final ParkedPulls<P> parked = new ParkedPulls<>();
  private final Deliveries<P> deliveries;
  private boolean held;
  private @Nullable String broken;

  /**
   * A shard that nobody has attached to.
   *
   * @param lanes the callee's from now on
   * @param bell rung when there is mail, on any thread
   */
  protected ServedShard(
      ServingSettings settings, L[] lanes, ServedListener listener, Runnable bell) {
    this.settings = settings;
    this.strategy = settings.course().strategy();
    this.listener = listener;
    this.inbox = new Inbox(settings.outstanding(), bell);
    this.lanes = new ServedLanes<>(settings.name(), lanes);
    this.grants = Grants.of(settings.course(), settings.shard(), settings.granted());
    this.deliveries = new Deliveries<>(inbox, lanes.length);
  }

  /** Takes a request of any thread; coordinators' requests are refused. */
  @Override
  public final void submit(Request request, ReplyHandler handler) {
    inbox.post(new Arrived(request, handler));
  }

  @Override
  public final CompletableFuture<Boolean> hold(boolean hold) {
    return ask(() -> held = hold);
  }

  /** Asks the shard's thread for something. */
  protected final <T> CompletableFuture<T> ask(Supplier<T> what) {
    Question<T> question = new Question<>(what, new CompletableFuture<>());
    inbox.post(question);
    return question.answer();
  }

  /** Gives the shard's thread something to do; any thread. */
  protected final void post(Mail mail) {
    inbox.post(mail);
  }

  /** A request on its way to the shard's thread. */
  private final class Arrived implements Mail {
    private final Request request;
    private final ReplyHandler handler;

    Arrived(Request request, ReplyHandler handler) {
      this.request = request;
      this.handler = handler;
    }

    @Override
    public void deliver(long nowNs) {
      try {
        answer(request, handler, nowNs);
      } catch (RunBroken e) {
        breakRun(String.valueOf(e.getMessage()));
        refuse(closed());
      } catch (RuntimeException | Error e) {
        // A bug, but nobody shall wait for an answer that does not come.
        breakRun(settings.name() + " broke: " + e);
        refuse(closed());
        if (e instanceof Error error) {
          throw error;
        }
      }
    }

    @Override
    public void refuse(Reply.Refused why) {
      handler.onReply(why);
    }

    @Override
    public boolean brief() {
      return !takesLong(request);
    }
  }

  // ---- shard thread only ----

  @Override
  public final int doWork(long nowNs) {
    return inbox.drain(nowNs, MAILS_A_TURN) + serveParked(nowNs);
  }

  @Override
  public final int help(long nowNs) {
    int work = inbox.drainBrief(nowNs, MAILS_A_TURN) + serveParked(nowNs);
    return work == 0 && !inbox.isEmpty() ? LEFT : work;
  }

  private int serveParked(long nowNs) {
    return parked.serve(each -> serve(each, nowNs) || expire(each, nowNs));
  }

  @Override
  public final void breakRun(String message) {
    if (broken == null) {
      broken = message;
      parked.refuseAll(closed());
      deliveries.refuseAll(closed());
      listener.onBroken(settings.shard(), message);
    }
  }

  @Override
  public final void close(String message) {
    Reply.Refused why = new Reply.Refused(Reason.CLOSED, message);
    parked.refuseAll(why);
    deliveries.refuseAll(why);
    inbox.close(why);
  }

  /** The lanes. */
  protected final ServedLanes<L> lanes() {
    return lanes;
  }

  /** What of the budget is given out. */
  protected final Grants grants() {
    return grants;
  }

  /** Who waits. */
  protected final ParkedPulls<P> parked() {
    return parked;
  }

  /**
   * Answers what a lane's newest lease asks of the tables, or gives it to {@link #pull}.
   *
   * @return whether a shard of this kind takes such requests
   */
  protected abstract boolean take(Request request, ReplyHandler handler, long nowNs);

  /** Whether to answer the request would be to go through all of the shard, as things are now. */
  protected boolean takesLong(Request request) {
    return false;
  }

  /** What a pull is answered with that comes too late to be admitted; null if it does not. */
  protected @Nullable Reply tooLate(P pull) {
    return null;
  }

  /** The pull is admitted: from now on its lane may push. */
  protected abstract void admit(P pull);

  /** Where answers to pulls come from. */
  protected abstract PartSource<P> source();

  /** Answers a pull as soon as the strategy admits it. */
  protected final void pull(Asked<P> asked, long nowNs) {
    if (!serve(asked, nowNs)) {
      parked.add(asked);
    }
  }

  /** The refusal of what makes no sense. */
  protected static Reply.Refused invalid(String message) {
    return new Reply.Refused(Reason.INVALID, message);
  }

  private void answer(Request request, ReplyHandler handler, long nowNs) {
    Reply.Refused refusal = broken == null ? lanes.fence(request) : closed();
    if (refusal != null) {
      handler.onReply(refusal);
    } else if (request instanceof Request.Attach attach) {
      handler.onReply(onAttach(attach));
    } else if (request instanceof Request.Detach detach) {
      String left = "lane " + detach.lane() + " left";
      refuseWaiting(detach.lane(), detach.clock(), new Reply.Refused(Reason.CLOSED, left));
      handler.onReply(new Reply.Done());
    } else if (!take(request, handler, nowNs)) {
      handler.onReply(invalid(settings.name() + " takes no " + request.getClass().getSimpleName()));
    }
  }

  private Reply onAttach(Request.Attach attach) {
    L lane = lanes.get(attach.lane());
    Reason why = attach.incarnation() > lane.incarnation() ? Reason.SUPERSEDED : Reason.LOST;
    refuseWaiting(
        attach.lane(),
        Long.MAX_VALUE,
        new Reply.Refused(why, "lane " + attach.lane() + " has attached again"));
    lane.attach(attach.incarnation());
    return new Reply.Attached(lane.clock());
  }

  /** What the lane waits for will not come: pulls for {@code clock} and earlier. */
  private void refuseWaiting(int lane, long clock, Reply.Refused why) {
    parked.refuse(lane, clock, why);
    deliveries.refuse(lane, clock, why);
  }

  /** Answers the pull if it can be answered now. */
  private boolean serve(Asked<P> asked, long nowNs) {
    int lane = asked.lane();
    Reply end = unserved(asked);
    if (end != null) {
      asked.handler().onReply(end);
      return true;
    }
    long slowest = lanes.get(lanes.slowest()).clock();
    if (held || !strategy.admission().admits(asked.clock(), slowest)) {
      return false;
    }
    grants.grant(lane, asked.clock());
    admit(asked.pull());
    deliveries.begin(asked, source(), nowNs);
    return true;
  }

  /** What a pull is answered with instead of parts; null if it shall have them. */
  private @Nullable Reply unserved(Asked<P> asked) {
    L lane = lanes.get(asked.lane());
    if (asked.clock() < lane.pulled()) {
      // Sent over a connection that has broken since, and come late: the lease is farther by now.
      return invalid(
          "lane %d pulls for clock %d, after a pull for clock %d"
              .formatted(asked.lane(), asked.clock(), lane.pulled()));
    }
    return grants.spent(asked.lane(), asked.clock())
        ? new Reply.BudgetSpent()
        : tooLate(asked.pull());
  }

  private boolean expire(Asked<P> asked, long nowNs) {
    if (!asked.waitedFor(settings.parkedNs(), nowNs)) {
      return false;
    }
    int slowest = lanes.slowest();
    String message =
        "lane %d at clock %d waited %d s under %s for lane %d, which is at clock %d"
            .formatted(
                asked.lane(),
                asked.clock(),
                settings.parkedNs() / 1_000_000_000,
                strategy,
                slowest,
                lanes.get(slowest).clock());
    asked.handler().onReply(new Reply.Refused(Reason.DEADLINE, message));
    return true;
  }

  private Reply.Refused closed() {
    return new Reply.Refused(Reason.CLOSED, String.valueOf(broken));
  }
}
