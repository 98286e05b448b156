package org.tengen.ps.rows;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.inbox.Mail;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.ReplyHandler;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.Asked;
import org.tengen.ps.serving.PartSource;
import org.tengen.ps.serving.ServedListener;
import org.tengen.ps.serving.ServedShard;

/**
 * Some rows of each table, and the only code that touches them.
 *
 * <p>Single writer: everything below the line belongs to the thread that calls {@link #doWork}.
 *
 * <ul>
 *   <li>Each part of a push is taken at most once for each (lane, clock); a repeat is acknowledged.
 *   <li>A lane pushes only what its lease has pulled for.
 *   <li>A lane pulls at most one iteration ahead of what it has pushed, and none behind a barrier.
 *   <li>Behind a barrier a pull for the clock before the last is answered with the rows of then.
 *   <li>A request that names a list of rows that is not here is not done, and answered so.
 * </ul>
 */
public final class RowShard extends ServedShard<RowLane, PulledRows.Wanted> {
  private final int index;
  private final RowTraining training;
  private final RowTables tables;
  private final ServedListener listener;
  private volatile long pushesDone;

  // ---- shard thread only ----
  private final RowShardState state;
  private final KnownLists lists;
  private final RowGatherer gatherer;
  private final RowPushes pushes;
  private final PulledRows source;

  /**
   * A shard that goes on from {@code state}, which is its own from now on.
   *
   * @param bell rung when there is mail, on any thread
   */
  public RowShard(
      RowShardState state, RowShardSettings settings, ServedListener listener, Runnable bell) {
    super(settings.serving(state), state.lanes, listener, bell);
    this.state = state;
    this.index = state.shard();
    this.training = state.training();
    this.tables = training.tables();
    this.listener = listener;
    this.lists = new KnownLists(tables, index, settings.listBytes());
    this.gatherer = RowGatherer.of(state);
    this.pushes = new RowPushes(state, lists, gatherer);
    this.source = new PulledRows(state, lanes(), lists, gatherer);
    this.pushesDone = state.pushes;
  }

  /** What the shard has done, soon. */
  public CompletableFuture<RowShardStatistics> statistics() {
    return ask(this::statisticsNow);
  }

  /** The shard as it is when it comes to it. Whoever gets it closes it. */
  public CompletableFuture<RowSnapshot> snapshot() {
    return ask(this::snapshotNow);
  }

  @Override
  public long pushes() {
    return pushesDone;
  }

  // ---- shard thread only ----

  @Override
  protected boolean take(Request request, ReplyHandler handler, long nowNs) {
    if (request instanceof Request.RowPush push) {
      handler.onReply(onPush(push));
    } else if (request instanceof Request.RowPull pull) {
      onPull(pull, handler, nowNs);
    } else if (request instanceof Request.RowList list) {
      handler.onReply(onList(list));
    } else {
      return false;
    }
    return true;
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
    String wrong = lists.learn(lanes().get(list.lane()), list);
    return wrong == null
        ? new Reply.Done()
        : invalid("lane " + list.lane() + " names rows by " + wrong);
  }

  private void onPull(Request.RowPull pull, ReplyHandler handler, long nowNs) {
    RowLane lane = lanes().get(pull.lane());
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
    PulledRows.Wanted wanted = new PulledRows.Wanted(pull, found, parts);
    pull(new Asked<>(pull.lane(), pull.clock(), wanted, handler, nowNs), nowNs);
  }

  private @Nullable String wrong(Request.RowPull pull, RowLane lane) {
    int ahead = training.strategy().gathering().wholeClock() ? 0 : 1;
    if (pull.clock() < 0 || pull.clock() > lane.clock() + ahead) {
      return "%d: expected at most %d, as it has pushed for %d"
          .formatted(pull.clock(), lane.clock() + ahead, lane.clock());
    }
    if (pull.clock() + 1 < gatherer.clocksDone()) {
      return pull.clock() + ": clock " + gatherer.clocksDone() + " is done, its rows are gone";
    }
    return pull.lists().length == tables.count()
        ? null
        : "%d with %d lists: expected %d, one for each table"
            .formatted(pull.clock(), pull.lists().length, tables.count());
  }

  @Override
  protected void admit(PulledRows.Wanted wanted) {
    Request.RowPull pull = wanted.pull();
    lanes().get(pull.lane()).pulls(pull.clock());
  }

  @Override
  protected PartSource<PulledRows.Wanted> source() {
    return source;
  }

  private RowSnapshot snapshotNow() {
    boolean whole = training.strategy().gathering().wholeClock();
    return state.snapshot(whole ? gatherer.clocksDone() : -1, () -> post(new Returned()));
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
        Arrays.stream(lanes().samples()).sum(),
        state.version,
        lanes().clocks(),
        lanes().samples(),
        parked().count(),
        lists.count(),
        Arrays.stream(state.tables).mapToInt(RowBlocks::allocated).toArray(),
        pushes.staleness().copy());
  }
}
