package org.tengen.ps.shard;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.tengen.ps.protocol.Reply;
import org.tengen.ps.protocol.Request;
import org.tengen.ps.serving.ServedLanes;
import org.tengen.ps.serving.StalenessLimit;
import org.tengen.ps.training.Training;

/**
 * The pushes that come to a shard: what is new is gathered, once; what it is done with is
 * acknowledged; what makes no sense is refused. Shard thread only.
 */
final class Pushes {
  private final List<Slice> slices;
  private final ServedLanes<Lane> lanes;
  private final Gatherer gatherer;
  private final PushCheck check;
  private final StalenessLimit limit;
  private final Histogram staleness = new Histogram(3);
  private final Histogram spread = new Histogram(3);

  Pushes(ShardSettings settings, List<Slice> slices, ServedLanes<Lane> lanes, Gatherer gatherer) {
    Training training = settings.training();
    this.slices = slices;
    this.lanes = lanes;
    this.gatherer = gatherer;
    this.check =
        new PushCheck(
            training.strategy().gathering().wholeClock() ? 0 : 1,
            training.codec(),
            settings.replicated());
    this.limit = new StalenessLimit(training.strategy(), training.lanes());
  }

  /** Of each push the greatest over the slices; the shard's own. */
  Histogram staleness() {
    return staleness;
  }

  /** Of each push the greatest less the least over the slices; the shard's own. */
  Histogram spread() {
    return spread;
  }

  /**
   * Takes the push into slice {@code at} of the shard.
   *
   * @return the refusal; null if the slice is done with it, now or already
   */
  Reply.@Nullable Refused onPush(int at, Request.Push push) {
    Slice slice = slices.get(at);
    Lane lane = lanes.get(push.lane());
    Reply.Refused refusal = check.refusal(push, at, slice, lane);
    if (refusal == null && slice.accepted(push.lane()) == push.clock()) {
      take(at, push, slice, lane);
    }
    return refusal;
  }

  /** The most samples that settle if the push is taken; 0 if more slices wait for its lane's. */
  long settling(Request.Push push) {
    if (push.lane() < 0 || push.lane() >= lanes.count()) {
      return 0;
    }
    boolean last = lanes.get(push.lane()).slicesDone == slices.size() - 1;
    return last ? gatherer.settling(push.lane(), push.samples()) : 0;
  }

  private void take(int at, Request.Push push, Slice slice, Lane lane) {
    long clocksBefore = gatherer.clocksDone(at);
    long stale = slice.version() - push.pulledVersion();
    boolean taken = gatherer.gather(at, push);
    slice.accept(push.lane());
    if (!taken) {
      leftOut(push.lane());
      return;
    }
    limit.require(push, stale);
    lane.accepted(stale);
    if (lane.slicesDone == slices.size()) {
      staleness.recordValue(lane.maxStaleness);
      spread.recordValue(lane.maxStaleness - lane.minStaleness);
      lane.advance(doneWith(push.lane(), push.clock() + 1));
      gatherer.pushed(push.lane(), push.samples());
    }
    if (gatherer.clocksDone(at) > clocksBefore) {
      leaveOutTheRest(at, slice);
    }
  }

  /** A clock is done on the slice: who has not pushed for it is not waited for. */
  private void leaveOutTheRest(int at, Slice slice) {
    for (int each = 0; each < lanes.count(); each++) {
      if (slice.accepted(each) < gatherer.clocksDone(at)) {
        slice.accept(each);
        leftOut(each);
      }
    }
  }

  /** One more slice does without the lane's push. */
  private void leftOut(int index) {
    Lane lane = lanes.get(index);
    lane.slicesDone++;
    if (lane.slicesDone == slices.size()) {
      lane.skip(doneWith(index, lane.clock() + 1));
    }
  }

  /** How many slices are done with the lane's iteration {@code clock}. */
  private int doneWith(int lane, long clock) {
    int done = 0;
    for (Slice slice : slices) {
      done += slice.accepted(lane) > clock ? 1 : 0;
    }
    return done;
  }
}
