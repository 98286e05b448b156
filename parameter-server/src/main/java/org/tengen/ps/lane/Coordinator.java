package org.tengen.ps.lane;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Question;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * Who holds which lane.
 *
 * <p>The first join of each lane waits until as many lanes have joined as shall meet, or the
 * rendezvous' deadline, which refuses them all and names who is missing; they may join again. A
 * later join takes the lane over at once: that is how a task that Spark starts again goes on. A
 * holder that falls silent is reported and nothing more, since it is Spark that starts tasks again.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 */
public final class Coordinator implements Endpoint {
  private static final int MAILS_A_TURN = 256;

  private final CoordinatorSettings settings;
  private final IntFunction<Reply.Placed> places;
  private final Inbox inbox;

  // ---- coordinator's thread only ----
  private final List<Lease> leases = new ArrayList<>();
  private boolean met;
  private long metNs;
  private long firstJoinNs = Long.MIN_VALUE;
  private long nowNs;

  /**
   * A coordinator that nobody has joined, of shards that stay where they are.
   *
   * @param bell rung when there is mail, on any thread
   */
  public Coordinator(CoordinatorSettings settings, Runnable bell) {
    this(settings, shard -> Reply.Placed.AT_FIRST, bell);
  }

  /**
   * A coordinator that nobody has joined.
   *
   * @param places where a shard is by now; asked on the coordinator's thread
   * @param bell rung when there is mail, on any thread
   */
  public Coordinator(
      CoordinatorSettings settings, IntFunction<Reply.Placed> places, Runnable bell) {
    this.settings = settings;
    this.places = places;
    this.inbox = new Inbox(64 + 16 * settings.lanes(), bell);
    for (int lane = 0; lane < settings.lanes(); lane++) {
      leases.add(new Lease(lane));
    }
  }

  /** Takes a request of any thread; shards' requests are refused. */
  @Override
  public void submit(Request request, ReplyHandler handler) {
    inbox.ask(request, handler, this::answer);
  }

  /** All lanes, soon. */
  public CompletableFuture<List<LaneReport>> report() {
    Question<List<LaneReport>> question =
        new Question<>(
            () -> leases.stream().map(lease -> lease.report(nowNs)).toList(),
            new CompletableFuture<>());
    inbox.post(question);
    return question.answer();
  }

  /** Asks for a lane's worker: it is wanted for another lane. */
  public void vacate(int lane) {
    inbox.post(new Question<>(leases.get(lane)::vacate, new CompletableFuture<>()));
  }

  // ---- coordinator's thread only ----

  /** One turn of the duty cycle. Returns the work done; 0 tells the runner to idle. */
  public int doWork(long now) {
    nowNs = now;
    return inbox.drain(now, MAILS_A_TURN) + expireRendezvous();
  }

  /** The end: what waits is refused, and so is all that comes later. */
  public void close(String message) {
    Reply.Refused why = new Reply.Refused(Reason.CLOSED, message);
    leases.forEach(lease -> lease.refuseWaiting(why));
    inbox.close(why);
  }

  private void answer(Request request, ReplyHandler handler) {
    if (request.lane() < 0 || request.lane() >= leases.size()) {
      handler.onReply(invalid("lane " + request.lane() + ": expected 0 to " + (leases.size() - 1)));
      return;
    }
    Lease lease = leases.get(request.lane());
    if (request instanceof Request.Join join) {
      onJoin(join, lease, handler);
    } else if (request instanceof Request.Progress progress) {
      handler.onReply(ifHeld(lease, progress, () -> lease.progress(progress.totals(), nowNs)));
    } else if (request instanceof Request.Leave leave) {
      handler.onReply(ifHeld(lease, leave, () -> lease.leave(leave.finished(), nowNs)));
    } else if (request instanceof Request.Where where) {
      handler.onReply(ifHeld(lease, where, () -> places.apply(where.shard())));
    } else {
      handler.onReply(invalid("the coordinator takes no " + request.getClass().getSimpleName()));
    }
  }

  private void onJoin(Request.Join join, Lease lease, ReplyHandler handler) {
    Reply.Refused refusal = settings.sameFacts() ? differing(join) : null;
    if (refusal != null) {
      handler.onReply(refusal);
      return;
    }
    lease.begin(join, handler, nowNs);
    if (firstJoinNs == Long.MIN_VALUE) {
      firstJoinNs = nowNs;
    }
    if (!met && leases.stream().filter(Lease::joined).count() >= settings.together()) {
      met = true;
      metNs = nowNs;
      leases.forEach(each -> each.answerWaiting(0));
    } else if (met) {
      lease.answerWaiting(nowNs - metNs);
    }
  }

  private static Reply ifHeld(Lease lease, Request.Leased request, Supplier<Reply> action) {
    int lane = request.lane();
    int incarnation = request.incarnation();
    if (incarnation != lease.incarnation()) {
      return incarnation < lease.incarnation()
          ? new Reply.Refused(
              Reason.SUPERSEDED,
              "lane " + lane + ": lease " + incarnation + " was taken over by " + lease.worker())
          : invalid("lane " + lane + ": no lease " + incarnation + " was given out");
    }
    return action.get();
  }

  /** The refusal of a worker that differs from one of another lane. */
  private Reply.@Nullable Refused differing(Request.Join join) {
    for (int lane = 0; lane < leases.size(); lane++) {
      Lease other = leases.get(lane);
      if (lane != join.lane() && other.joined() && !other.facts().equals(join.facts())) {
        return invalid(difference(join, lane, other));
      }
    }
    return null;
  }

  private static String difference(Request.Join join, int otherLane, Lease other) {
    Map<String, String> ours = join.facts();
    Map<String, String> theirs = other.facts();
    TreeSet<String> names = new TreeSet<>(ours.keySet());
    names.addAll(theirs.keySet());
    names.removeIf(
        name -> ours.getOrDefault(name, "none").equals(theirs.getOrDefault(name, "none")));
    String name = names.isEmpty() ? "facts" : names.first();
    return "workers differ in "
        + name
        + ": "
        + ours.getOrDefault(name, "none")
        + " at "
        + join.worker()
        + " (lane "
        + join.lane()
        + "), "
        + theirs.getOrDefault(name, "none")
        + " at "
        + other.worker()
        + " (lane "
        + otherLane
        + "); bsp needs the same on all";
  }

  private int expireRendezvous() {
    if (met || firstJoinNs == Long.MIN_VALUE || nowNs - firstJoinNs < settings.rendezvousNs()) {
      return 0;
    }
    Reply.Refused why =
        new Reply.Refused(
            Reason.DEADLINE,
            "lanes "
                + missing()
                + " of "
                + leases.size()
                + " have not joined "
                + settings.rendezvousNs() / 1_000_000_000
                + " s after the first");
    leases.stream().filter(Lease::joined).forEach(lease -> lease.forget(why));
    firstJoinNs = Long.MIN_VALUE;
    return 1;
  }

  private String missing() {
    List<String> missing = new ArrayList<>();
    for (int lane = 0; lane < leases.size(); lane++) {
      if (!leases.get(lane).joined()) {
        missing.add(String.valueOf(lane));
      }
    }
    return missing.stream().collect(Collectors.joining(", "));
  }

  private static Reply.Refused invalid(String message) {
    return new Reply.Refused(Reason.INVALID, message);
  }
}
