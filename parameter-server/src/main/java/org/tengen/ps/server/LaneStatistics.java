package org.tengen.ps.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.tengen.ps.protocol.StepTotals;

/**
 * One lane, as the whole server sees it.
 *
 * @param worker who holds it, or held it last
 * @param facts what the holder said of itself
 * @param incarnation the number of leases so far
 * @param clock iterations that every shard is done with
 * @param samples applied on every slice of the shard that has the fewest
 * @param skipped iterations that a shard left out, having come too late
 * @param totals where its time went, summed over its leases
 * @param silent since the holder was heard last; zero when nobody holds it
 * @param finished whether it was told that the budget is spent
 */
public record LaneStatistics(
    int lane,
    String worker,
    Map<String, String> facts,
    int incarnation,
    long clock,
    long samples,
    long skipped,
    StepTotals totals,
    Duration silent,
    boolean finished) {
  public LaneStatistics {
    facts = Map.copyOf(facts);
  }

  private LaneStatistics after(StepTotals before) {
    return new LaneStatistics(
        lane,
        worker,
        facts,
        incarnation,
        clock,
        samples,
        skipped,
        before.plus(totals),
        silent,
        finished);
  }

  /** These lanes, with what each had done before; {@code before} is by lane, or empty. */
  static List<LaneStatistics> after(List<StepTotals> before, List<LaneStatistics> lanes) {
    return before.isEmpty()
        ? lanes
        : lanes.stream().map(lane -> lane.after(before.get(lane.lane()))).toList();
  }
}
