package org.tengen.ps.rows;

import java.util.Arrays;
import java.util.BitSet;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Reply.Refused.Reason;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.StalenessLimit;
import org.tengen.ps.strategy.Strategy;

/**
 * The pushes that come to a shard of row tables: a part that is new is gathered, once; one that is
 * here is acknowledged; what makes no sense is refused. Shard thread only.
 *
 * <p>A push touches few of many rows, so what is applied is noted by lane and clock for the whole
 * shard, with the parts of the one clock that is under way, and not by slice: a clock by block of
 * rows would have to move in all blocks at every push, or say nothing about those that it did not
 * touch. A repeat, of a successor too, must have the same lists: data and sampling follow from
 * seed, lane and clock.
 */
final class RowPushes {
  private final RowShardState state;
  private final KnownLists lists;
  private final RowGatherer gatherer;
  private final StalenessLimit limit;
  private final int tables;
  private final int leastSamples;
  private final Histogram staleness = new Histogram(3);

  RowPushes(RowShardState state, KnownLists lists, RowGatherer gatherer) {
    this.state = state;
    this.lists = lists;
    this.gatherer = gatherer;
    Strategy strategy = state.training().strategy();
    this.limit = new StalenessLimit(strategy, state.lanes.length);
    this.tables = state.training().tables().count();
    this.leastSamples = strategy.gathering().wholeClock() ? 0 : 1;
  }

  /**
   * Of each push, in updates of the shard: those between the pull and the last part; its own. Of a
   * lane that has pulled ahead its own push in between does not count: it knows of it.
   */
  Histogram staleness() {
    return staleness;
  }

  /** Takes one part. */
  Reply onPush(Request.RowPush push) {
    RowLane lane = state.lanes[push.lane()];
    if (push.clock() < lane.clock()) {
      return new Reply.Acknowledged(0);
    }
    String wrong = wrong(push, lane);
    if (wrong != null) {
      return refusal(push, wrong);
    }
    RowList[] found = lists.find(lane, push.lists());
    if (found == null) {
      return new Reply.UnknownLists();
    }
    wrong = wrongPart(push, lane, found);
    if (wrong != null) {
      return refusal(push, wrong);
    }
    RowLane.Begun begun = begun(push, lane, found);
    if (!begun.done.get(push.part())) {
      take(push, lane, begun, found);
    }
    return new Reply.Acknowledged(0);
  }

  private void take(Request.RowPush push, RowLane lane, RowLane.Begun begun, RowList[] found) {
    long stale = state.version - push.pulledVersion() - lane.ownBetween();
    limit.require(push, stale);
    gatherer.gather(push, lists.part(found, push.part()), found);
    begun.done.set(push.part());
    begun.staleness = Math.max(begun.staleness, stale);
    if (begun.whole()) {
      lane.finish();
      staleness.recordValue(begun.staleness);
      gatherer.pushed(push.lane(), begun);
    }
  }

  private RowLane.Begun begun(Request.RowPush push, RowLane lane, RowList[] found) {
    RowLane.Begun begun = lane.begun;
    if (begun == null) {
      int parts = lists.parts(found);
      begun = new RowLane.Begun(push.lists().clone(), parts, push.samples(), new BitSet(parts));
      lane.begun = begun;
    }
    return begun;
  }

  private @Nullable String wrong(Request.RowPush push, RowLane lane) {
    if (push.lists().length != tables) {
      return " with " + push.lists().length + " lists: expected " + tables + ", one for each table";
    }
    if (push.samples() < leastSamples) {
      return " of " + push.samples() + " samples: expected " + leastSamples + " or more";
    }
    if (push.clock() != lane.clock() || !lane.mayPush()) {
      return ": expected clock " + lane.clock() + ", after a pull for it";
    }
    if (!lane.wasGiven(push.pulledVersion())) {
      return " on version " + push.pulledVersion() + ": was given " + lane.given();
    }
    RowLane.Begun begun = lane.begun;
    boolean same =
        begun == null
            || (begun.samples == push.samples() && Arrays.equals(begun.names, push.lists()));
    return same
        ? null
        : " with other lists or samples than it was begun with: a repeat must have the same";
  }

  private @Nullable String wrongPart(Request.RowPush push, RowLane lane, RowList[] found) {
    int parts = lists.parts(found);
    if (parts > RowTables.MAX_PARTS) {
      return " of %d parts of %d floats: expected at most %d; push fewer rows at once"
          .formatted(parts, RowTables.PART_FLOATS, RowTables.MAX_PARTS);
    }
    if (lane.begun != null && lane.begun.parts != parts) {
      return " of " + parts + " parts: was begun with " + lane.begun.parts;
    }
    if (push.part() < 0 || push.part() >= parts) {
      return " with part " + push.part() + ": expected 0 to " + (parts - 1);
    }
    RowTables.Part part = lists.part(found, push.part());
    int floats = part.rows() * state.training().tables().width(part.table());
    return push.payload().length() == floats
        ? null
        : " with %d floats in part %d: expected %d"
            .formatted(push.payload().length(), push.part(), floats);
  }

  private static Reply refusal(Request.RowPush push, String wrong) {
    return new Reply.Refused(
        Reason.INVALID, "lane " + push.lane() + " pushes rows for clock " + push.clock() + wrong);
  }
}
