package org.tengen.ps.lane;

import java.util.Map;
import org.tengen.ps.protocol.StepTotals;

/**
 * What the coordinator knows of a lane.
 *
 * @param worker who holds it, or held it last; empty before the first join
 * @param incarnation the number of leases so far
 * @param facts what the holder said of itself
 * @param totals summed over all leases
 * @param silentNs since the holder was heard last; 0 when nobody holds the lane
 * @param finished whether the lane was told that the budget is spent
 */
public record LaneReport(
    int lane,
    String worker,
    int incarnation,
    Map<String, String> facts,
    StepTotals totals,
    long silentNs,
    boolean finished) {
  public LaneReport {
    facts = Map.copyOf(facts);
  }
}
