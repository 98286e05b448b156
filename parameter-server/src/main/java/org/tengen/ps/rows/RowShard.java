package org.tengen.ps.rows;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Inbox;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.inbox.Question;
import org.tengen.ps.protocol.Endpoint;
import org.tengen.ps.protocol.Payload;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;

/**
 * Some rows of each table, and the only code that touches them.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 * Other threads reach the shard through the inbox and no other way.
 *
 * <ul>
 *   <li>Each part of a push is taken at most once for each (lane, clock); a repeat is acknowledged.
 *   <li>A lane is served for its newest lease only, and pushes only what that lease has pulled for.
 *   <li>A pull that the strategy does not admit is parked until it does, or its deadline.
 *   <li>Behind a barrier a pull for the clock before the last is answered with the rows of then.
 *   <li>A request that names a list of rows that is not here is not done, and answered so.
 * </ul>
 */
public final class RowShard implements Endpoint {
  private static final int MAILS_A_TURN = 256;

  private final int index;
  private final RowTraining training;
  private final RowTables tables;
  private final long parkedLimitNs;
  private final RowShardListener listener;
  private final Inbox inbox;
  private volatile long pushesDone;

  // ---- shard thread only ----
  private final RowShardState state;
  private final RowLaneTable lanes;
  private final KnownLists lists;
  private final RowGatherer gatherer;
  private final RowPushes pushes;
  private final RowGrants grants;
  private final RowDeliveries deliveries;
  private final Deque<RowDeliveries.Asked> parked = new ArrayDeque<>();
  private final float[] scratch = new float[RowTables.PART_FLOATS];
  private boolean held;
  private @Nullable String broken;

  /**
   * A shard that goes on from {@code state}, which is its own from now on.
   *
   * @param bell rung when there is mail, on any thread
   */
  public RowShard(
      RowShardState state, RowShardSettings settings, RowShardListener listener, Runnable bell) {
    this.state = state;
    this.index = state.shard();
    this.training = state.training();
    this.tables = training.tables();
    this.parkedLimitNs = settings.parkedNs();
    this.listener = listener;
    this.inbox = new Inbox(64 + training.lanes() * (2 * RowTables.MAX_PARTS + 64), bell);
    this.lanes = new RowLaneTable(index, state.lanes);
    this.lists = new KnownLists(tables, index, settings.listBytes());
    this.gatherer = RowGatherer.of(state);
    this.pushes = new RowPushes(state, lists, gatherer);
    this.grants = new RowGrants(training, index, settings.granted());
    this.deliveries = new RowDeliveries(inbox, this::deliver, training.lanes());
    this.pushesDone = state.pushes;
  }

  /** Takes a request of any thread; coordinators' requests are refused. */
  @Override
  public void submit(Request request, ReplyHandler handler) {
    inbox.post(new Asked(request, handler));
  }

  /** What the shard has done, soon. */
  public CompletableFuture<RowShardStatistics> statistics() {
    return ask(new Question<>(this::statisticsNow, new CompletableFuture<>()));
  }

  /** The shard as it is when it comes to it. Whoever gets it closes it. */
  public CompletableFuture<RowSnapshot> snapshot() {
    return ask(new Question<>(this::snapshotNow, new CompletableFuture<>()));
  }

  /**
   * Admits no pull from now on, or does again. Behind a barrier, snapshots of shards that are all
   * held are at most one clock apart, and a run can go on from them.
   */
  public CompletableFuture<Boolean> hold(boolean hold) {
    return ask(new Question<>(() -> held = hold, new CompletableFuture<>()));
  }

  /** Pushes applied so far; any thread. */
  public long pushes() {
    return pushesDone;
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
      } catch (RowRunBroken e) {
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
    return work + unpark(each -> serve(each, nowNs) || expire(each, nowNs));
  }

  /** The run cannot go on: everybody is told so, now and later. */
  public void breakRun(String message) {
    if (broken == null) {
      broken = message;
      refuseAll(closed());
      listener.onBroken(index, message);
    }
  }

  /** The end: what waits is refused, and so is all that comes later. */
  public void close(String message) {
    Reply.Refused why = new Reply.Refused(Reason.CLOSED, message);
    refuseAll(why);
    inbox.close(why);
  }

  private void answer(Request request, ReplyHandler handler, long nowNs) {
    Reply.Refused refusal = broken == null ? lanes.fence(request) : closed();
    if (refusal != null) {
      handler.onReply(refusal);
    } else if (request instanceof Request.RowPush push) {
      handler.onReply(onPush(push));
    } else if (request instanceof Request.RowPull pull) {
      onPull(pull, handler, nowNs);
    } else if (request instanceof Request.RowList list) {
      handler.onReply(onList(list));
    } else if (request instanceof Request.Attach attach) {
      handler.onReply(onAttach(attach));
    } else if (request instanceof Request.Detach detach) {
      String left = "lane " + detach.lane() + " left";
      refuseWaiting(detach.lane(), detach.clock(), new Reply.Refused(Reason.CLOSED, left));
      handler.onReply(new Reply.Done());
    } else {
      handler.onReply(
          invalid("shard " + index + " of rows takes no " + request.getClass().getSimpleName()));
    }
  }

  private Reply onPush(Request.RowPush push) {
    long before = state.pushes;
    Reply reply = pushes.onPush(push);
    if (state.pushes > before) {
      pushesDone = state.pushes;
      if (state.pushes == training.pushes()) {
        listener.onFinished(index);
      }
    }
    return reply;
  }

  private Reply onList(Request.RowList list) {
    String wrong = lists.learn(lanes.get(list.lane()), list);
    return wrong == null
        ? new Reply.Done()
        : invalid("lane " + list.lane() + " names rows by " + wrong);
  }

  private Reply onAttach(Request.Attach attach) {
    RowLane lane = lanes.get(attach.lane());
    boolean newLease = attach.incarnation() > lane.incarnation;
    refuseWaiting(
        attach.lane(),
        Long.MAX_VALUE,
        new Reply.Refused(
            newLease ? Reason.SUPERSEDED : Reason.LOST,
            "lane " + attach.lane() + " has attached again"));
    if (newLease) {
      lane.attach(attach.incarnation());
    }
    return new Reply.Attached(lane.clock);
  }

  private void onPull(Request.RowPull pull, ReplyHandler handler, long nowNs) {
    RowLane lane = lanes.get(pull.lane());
    String wrong = wrong(pull, lane);
    if (wrong != null) {
      handler.onReply(invalid("lane " + pull.lane() + " pulls rows for clock " + wrong));
      return;
    }
    RowList[] found = lists.find(lane, pull.lists());
    if (found == null) {
      handler.onReply(new Reply.UnknownLists());
      return;
    }
    int parts = lists.parts(found);
    if (parts > RowTables.MAX_PARTS) {
      handler.onReply(
          invalid(
              "lane %d pulls %d parts of %d floats: expected at most %d; pull fewer rows at once"
                  .formatted(pull.lane(), parts, RowTables.PART_FLOATS, RowTables.MAX_PARTS)));
      return;
    }
    RowDeliveries.Asked asked = new RowDeliveries.Asked(pull, found, parts, handler, nowNs);
    if (!serve(asked, nowNs)) {
      parked.add(asked);
    }
  }

  private @Nullable String wrong(Request.RowPull pull, RowLane lane) {
    if (pull.clock() < 0 || pull.clock() > lane.clock) {
      return pull.clock() + ": expected at most " + lane.clock + ", which it has not pushed for";
    }
    if (pull.clock() + 1 < gatherer.clocksDone()) {
      return pull.clock() + ": clock " + gatherer.clocksDone() + " is done, its rows are gone";
    }
    return pull.lists().length == tables.count()
        ? null
        : "%d with %d lists: expected %d, one for each table"
            .formatted(pull.clock(), pull.lists().length, tables.count());
  }

  /** Answers the pull if it can be answered now. */
  private boolean serve(RowDeliveries.Asked asked, long nowNs) {
    Request.RowPull pull = asked.pull();
    RowLane lane = lanes.get(pull.lane());
    if (pull.clock() < lane.pulled) {
      // Sent over a connection that has broken since, and come late: the lease is farther by now.
      asked
          .handler()
          .onReply(
              invalid(
                  "lane %d pulls rows for clock %d, after a pull for clock %d"
                      .formatted(pull.lane(), pull.clock(), lane.pulled)));
      return true;
    }
    if (grants.spent(pull.lane(), pull.clock())) {
      asked.handler().onReply(new Reply.BudgetSpent());
      return true;
    }
    long slowest = lanes.get(lanes.slowest()).clock;
    if (held || !training.strategy().admission().admits(pull.clock(), slowest)) {
      return false;
    }
    grants.grant(pull.lane(), pull.clock());
    lane.pulls(pull.clock());
    deliveries.begin(asked, nowNs - asked.sinceNs());
    return true;
  }

  /** Hands a part over, as it was before the last clock if the pull is for that. */
  private void deliver(RowDeliveries.Asked asked, int index) {
    boolean back = asked.pull().clock() < gatherer.clocksDone();
    long version = back ? state.version - 1 : state.version;
    RowTables.Part part = lists.part(asked.lists(), index);
    int table = part.table();
    int[] rows = asked.lists()[table].rows();
    state.tables[table].gather(rows, part.from(), part.to(), scratch);
    if (back) {
      state.undo[table].overlay(rows, part.from(), part.to(), scratch);
    }
    lanes.get(asked.pull().lane()).given(version);
    int floats = part.rows() * tables.width(table);
    asked.handler().onWeights(index, version, Payload.of(scratch, 0, floats));
  }

  private boolean expire(RowDeliveries.Asked each, long nowNs) {
    if (nowNs - each.sinceNs() < parkedLimitNs) {
      return false;
    }
    int slowest = lanes.slowest();
    String message =
        "lane %d at clock %d waited %d s under %s for lane %d, which is at clock %d"
            .formatted(
                each.pull().lane(),
                each.pull().clock(),
                parkedLimitNs / 1_000_000_000,
                training.strategy(),
                slowest,
                lanes.get(slowest).clock);
    each.handler().onReply(new Reply.Refused(Reason.DEADLINE, message));
    return true;
  }

  /** Drops the parked pulls that {@code served} has answered; returns how many. */
  private int unpark(Predicate<RowDeliveries.Asked> served) {
    int before = parked.size();
    if (before > 0) {
      parked.removeIf(served);
    }
    return before - parked.size();
  }

  /** What the lane waits for will not come: pulls for {@code clock} and earlier. */
  private void refuseWaiting(int lane, long clock, Reply.Refused why) {
    unpark(
        each -> {
          boolean its = each.pull().lane() == lane && each.pull().clock() <= clock;
          if (its) {
            each.handler().onReply(why);
          }
          return its;
        });
    deliveries.refuse(lane, clock, why);
  }

  private void refuseAll(Reply.Refused why) {
    for (int lane = 0; lane < training.lanes(); lane++) {
      refuseWaiting(lane, Long.MAX_VALUE, why);
    }
  }

  private RowSnapshot snapshotNow() {
    boolean whole = training.strategy().gathering().wholeClock();
    return state.snapshot(whole ? gatherer.clocksDone() : -1, () -> inbox.post(new Returned()));
  }

  /** Somebody does not read a snapshot any more. */
  private final class Returned implements Mail {
    @Override
    public void deliver(long nowNs) {
      Arrays.stream(state.tables).forEach(RowBlocks::returned);
    }

    @Override
    public void refuse(Reply.Refused why) {
      // The shard is closed, and changes nothing any more.
    }
  }

  private RowShardStatistics statisticsNow() {
    return new RowShardStatistics(
        index,
        Arrays.stream(lanes.samples()).sum(),
        state.version,
        lanes.clocks(),
        lanes.samples(),
        parked.size(),
        lists.count(),
        Arrays.stream(state.tables).mapToInt(RowBlocks::allocated).toArray(),
        pushes.staleness().copy());
  }

  private Reply.Refused closed() {
    return new Reply.Refused(Reason.CLOSED, String.valueOf(broken));
  }

  private static Reply.Refused invalid(String message) {
    return new Reply.Refused(Reason.INVALID, message);
  }
}
