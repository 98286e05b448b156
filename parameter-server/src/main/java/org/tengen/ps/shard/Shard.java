package org.tengen.ps.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.image.ImageKind;
import org.tengen.ps.image.ShardCopy;
import org.tengen.ps.image.ShardImage;
import org.tengen.ps.image.SliceImage;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.inbox.Question;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Range;
import org.tengen.ps.training.Training;

/**
 * Some slices of the table, and the only code that touches them.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 * Other threads reach the shard through the inbox and no other way.
 *
 * <ul>
 *   <li>A push is taken at most once for each (lane, clock, slice); a repeat is acknowledged.
 *   <li>A lane is served for its newest lease only, and pushes only what that lease has pulled for.
 *   <li>A pull that the strategy does not admit is parked until it does, or its deadline.
 * </ul>
 */
public final class Shard implements Endpoint {
  private static final int MAILS_A_TURN = 256;

  private final int index;
  private final Range indices;
  private final Strategy strategy;
  private final long parkedLimitNs;
  private final ShardListener listener;
  private final Inbox inbox;
  private final Tally tally;

  // ---- shard thread only ----
  private final List<Slice> slices = new ArrayList<>();
  private final LaneTable lanes;
  private final Gatherer gatherer;
  private final Pushes pushes;
  private final Grants grants;
  private final ParkedPulls parked = new ParkedPulls();
  private final PulledSlices source;
  private final Deliveries deliveries;
  private final ShardParts parts;
  private boolean held;
  private @Nullable String broken;

  /**
   * A shard that goes on from its image.
   *
   * @param bell rung when there is mail, on any thread
   */
  public Shard(ShardSettings settings, ShardListener listener, Runnable bell) {
    Training training = settings.training();
    this.index = settings.shard();
    this.indices = training.layout().slicesOf(index);
    this.strategy = training.strategy();
    this.parkedLimitNs = settings.parkedNs();
    this.listener = listener;
    this.inbox = new Inbox(settings.outstanding(), bell);
    for (SliceImage image : settings.image().slices()) {
      slices.add(new Slice(training, image));
    }
    Lane[] restored = settings.lanes();
    this.lanes = new LaneTable(index, restored);
    this.tally =
        new Tally(
            restored,
            settings.restoredPushes(restored),
            training.pushes(),
            settings.images(),
            new Sequel());
    this.gatherer = Gatherer.of(training, slices, tally);
    this.pushes = new Pushes(settings, slices, lanes, gatherer);
    this.grants = Grants.of(training, index, settings.granted());
    this.source = new PulledSlices(slices, lanes, gatherer, settings.replicated());
    this.parts = new ShardParts(lanes, slices, gatherer, grants, tally, parked);
    parts.load(settings.rest());
    this.deliveries = new Deliveries(inbox, source, training.lanes());
  }

  /** Takes a request of any thread; coordinators' requests are refused. */
  @Override
  public void submit(Request request, ReplyHandler handler) {
    inbox.post(new Asked(request, handler));
  }

  /** What the shard has done, soon. */
  public CompletableFuture<ShardStatistics> statistics() {
    return ask(new Question<>(this::statisticsNow, new CompletableFuture<>()));
  }

  /** The shard as it is when it comes to it; safe to go on from, see {@link #hold}. */
  public CompletableFuture<ShardImage> image(ImageKind kind) {
    return ask(new Question<>(() -> imageNow(kind, true), new CompletableFuture<>()));
  }

  /**
   * Admits no pull from now on. Behind a barrier, images that are asked for when all shards are
   * held are at most one clock apart, and with their previous weights a run can go on from them.
   */
  public CompletableFuture<Boolean> hold() {
    return ask(new Question<>(() -> held = true, new CompletableFuture<>()));
  }

  /** Pushes applied on every slice so far; any thread. */
  public long pushes() {
    return tally.pushes();
  }

  private <T> CompletableFuture<T> ask(Question<T> question) {
    inbox.post(question);
    return question.answer();
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
      try {
        answer(request, handler, nowNs);
      } catch (RunBroken e) {
        breakRun(String.valueOf(e.getMessage()));
        refuse(closed());
      } catch (RuntimeException e) {
        // A bug, but nobody shall wait for an answer that does not come.
        breakRun("shard " + index + " broke: " + e);
        refuse(closed());
      }
    }

    @Override
    public void refuse(Reply.Refused why) {
      handler.onReply(why);
    }
  }

  // ---- shard thread only ----

  /** One turn of the duty cycle. Returns the work done; 0 tells the runner to idle. */
  public int doWork(long nowNs) {
    int work = inbox.drain(nowNs, MAILS_A_TURN);
    return work + serveParked(nowNs);
  }

  /** All of the shard: one that starts from it does what this one would, but for being held. */
  public ShardCopy copy() {
    return new ShardCopy(imageNow(ImageKind.CHECKPOINT, true), parts.save());
  }

  /** The run cannot go on: everybody is told so, now and later. */
  public void breakRun(String message) {
    if (broken == null) {
      broken = message;
      parked.refuseAll(closed());
      deliveries.refuseAll(closed());
      listener.onBroken(index, message);
    }
  }

  /** The end: what waits is refused, and so is all that comes later. */
  public void close(String message) {
    Reply.Refused why = new Reply.Refused(Reason.CLOSED, message);
    parked.refuseAll(why);
    deliveries.refuseAll(why);
    inbox.close(why);
  }

  private void answer(Request request, ReplyHandler handler, long nowNs) {
    Reply.Refused refusal = broken == null ? lanes.fence(request) : closed();
    if (refusal != null) {
      handler.onReply(refusal);
    } else if (request instanceof Request.Push push) {
      handler.onReply(onPush(push));
    } else if (request instanceof Request.Pull pull) {
      onPull(pull, handler, nowNs);
    } else if (request instanceof Request.Attach attach) {
      handler.onReply(onAttach(attach));
    } else if (request instanceof Request.Detach detach) {
      refuseWaiting(
          detach.lane(),
          detach.clock(),
          new Reply.Refused(Reason.CLOSED, "lane " + detach.lane() + " left"));
      handler.onReply(new Reply.Done());
    } else {
      handler.onReply(
          invalid("shard " + index + " takes no " + request.getClass().getSimpleName()));
    }
  }

  private Reply onAttach(Request.Attach attach) {
    Lane lane = lanes.get(attach.lane());
    boolean newLease = attach.incarnation() > lane.incarnation;
    refuseWaiting(
        attach.lane(),
        Long.MAX_VALUE,
        new Reply.Refused(
            newLease ? Reason.SUPERSEDED : Reason.LOST,
            "lane " + attach.lane() + " has attached again"));
    lane.hasNothing();
    if (newLease) {
      lane.attach(attach.incarnation());
    }
    return new Reply.Attached(lane.clock);
  }

  private void onPull(Request.Pull pull, ReplyHandler handler, long nowNs) {
    Lane lane = lanes.get(pull.lane());
    boolean ahead = pull.clock() > lane.clock && !strategy.gathering().leavesOut();
    if (pull.clock() < 0 || ahead) {
      handler.onReply(
          invalid(
              "lane "
                  + pull.lane()
                  + " pulls for clock "
                  + pull.clock()
                  + ": expected at most "
                  + lane.clock
                  + ", which it has not pushed for"));
      return;
    }
    ParkedPulls.Asked asked = new ParkedPulls.Asked(pull, handler, nowNs);
    if (!serve(asked, nowNs)) {
      parked.add(asked);
    }
  }

  /** Answers the pull if it can be answered now. */
  private boolean serve(ParkedPulls.Asked asked, long nowNs) {
    Request.Pull pull = asked.pull();
    if (pull.clock() < lanes.get(pull.lane()).pulled) {
      asked.handler().onReply(goesBack(pull));
      return true;
    }
    if (grants.spent(pull.lane(), pull.clock())) {
      asked.handler().onReply(new Reply.BudgetSpent());
      return true;
    }
    if (passed(pull)) {
      asked.handler().onReply(new Reply.Behind(lanes.get(pull.lane()).clock));
      return true;
    }
    if (held || !strategy.admission().admits(pull.clock(), lanes.get(lanes.slowest()).clock)) {
      return false;
    }
    grants.grant(pull.lane(), pull.clock());
    source.admit(pull);
    deliveries.begin(pull, asked.handler(), nowNs - asked.sinceNs());
    return true;
  }

  /** Sent over a connection that has broken since, and come late: the lease is farther by now. */
  private Reply goesBack(Request.Pull pull) {
    return invalid(
        "lane %d pulls for clock %d, after a pull for clock %d"
            .formatted(pull.lane(), pull.clock(), lanes.get(pull.lane()).pulled));
  }

  /** What the lane waits for will not come: pulls for {@code clock} and earlier. */
  private void refuseWaiting(int lane, long clock, Reply.Refused why) {
    parked.refuse(lane, clock, why);
    deliveries.refuse(lane, clock, why);
  }

  /**
   * Whether the lane shall go on at a later clock: the weights of this one are gone, or its push
   * would be left out. A lease's first pull is served while it can be, since another shard may wait
   * for a push that the lease before has begun.
   */
  private boolean passed(Request.Pull pull) {
    Lane lane = lanes.get(pull.lane());
    if (lane.pulled >= 0 && pull.clock() > lane.pulled && pull.clock() <= lane.lastSkipped) {
      return true;
    }
    for (int at = 0; at < slices.size(); at++) {
      if (gatherer.clocksDone(at) > pull.clock() + 1) {
        return true;
      }
    }
    return false;
  }

  private Reply onPush(Request.Push push) {
    int at = push.slice() - indices.from();
    if (at < 0 || at >= slices.size()) {
      return invalid("slice " + push.slice() + ": shard " + index + " has those of " + indices);
    }
    Reply.Refused refusal = pushes.onPush(at, push);
    return refusal == null ? new Reply.Acknowledged(0) : refusal;
  }

  /** Answers the parked pulls that can be answered, and refuses those whose time is up. */
  private int serveParked(long nowNs) {
    return parked.serve(each -> serve(each, nowNs) || expire(each, nowNs));
  }

  private boolean expire(ParkedPulls.Asked each, long nowNs) {
    if (each.sinceNs() == ParkedPulls.ELSEWHERE || nowNs - each.sinceNs() < parkedLimitNs) {
      return false;
    }
    int slowest = lanes.slowest();
    String message =
        "lane %d at clock %d waited %d s under %s for lane %d, which is at clock %d"
            .formatted(
                each.pull().lane(),
                each.pull().clock(),
                parkedLimitNs / 1_000_000_000,
                strategy,
                slowest,
                lanes.get(slowest).clock);
    each.handler().onReply(new Reply.Refused(Reason.DEADLINE, message));
    return true;
  }

  /** What the tally sets off. */
  private final class Sequel implements Tally.Sequel {
    @Override
    public void passed(ImageKind kind, long imageIndex) {
      if (listener.wantsImage(kind, imageIndex)) {
        listener.onImage(imageIndex, imageNow(kind, false));
      }
    }

    @Override
    public void finished() {
      listener.onFinished(index);
    }
  }

  private ShardImage imageNow(ImageKind kind, boolean withPrevious) {
    List<SliceImage> images = new ArrayList<>();
    for (Slice slice : slices) {
      images.add(slice.image(kind, withPrevious));
    }
    return new ShardImage(index, kind, lanes.samples(), images);
  }

  private ShardStatistics statisticsNow() {
    return new ShardStatistics(
        index,
        tally.samples(),
        slices.get(0).version(),
        lanes.clocks(),
        lanes.samples(),
        lanes.skipped(),
        parked.count(),
        pushes.staleness().copy(),
        pushes.spread().copy());
  }

  private Reply.Refused closed() {
    return new Reply.Refused(Reason.CLOSED, String.valueOf(broken));
  }

  private static Reply.Refused invalid(String message) {
    return new Reply.Refused(Reason.INVALID, message);
  }
}
