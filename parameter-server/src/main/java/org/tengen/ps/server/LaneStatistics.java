package org.tengen.ps.server;

import java.time.Duration;
import org.tengen.ps.protocol.StepTotals;

/**
 * One lane, as the whole server sees it.
 *
 * @param worker who holds it, or held it last
 * @param incarnation the number of leases so far
 * @param clock iterations whose pushes every shard has
 * @param samples applied on every slice of the shard that has the fewest
 * @param totals where its time went, summed over its leases
 * @param silent since the holder was heard last; zero when nobody holds it
 * @param finished whether it was told that the budget is spent
 */
public record LaneStatistics(
    int lane,
    String worker,
    int incarnation,
    long clock,
    long samples,
    StepTotals totals,
    Duration silent,
    boolean finished) {}
