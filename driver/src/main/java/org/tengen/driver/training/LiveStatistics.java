package org.tengen.driver.training;

import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Staleness;
import org.tengen.ps.server.Statistics;
import org.tengen.web.live.LiveCounts;

/** A server's statistics as those who watch are told them. */
public final class LiveStatistics {
  private static final double NS = 1e9;

  private LiveStatistics() {}

  /**
   * What is counted.
   *
   * @param seconds of the training
   * @param statistics of the whole of it
   */
  public static LiveCounts counts(double seconds, Statistics statistics) {
    Staleness staleness = statistics.staleness();
    return new LiveCounts(
        seconds,
        statistics.samples(),
        statistics.updates(),
        new LiveCounts.Staleness(
            staleness.mean(),
            staleness.p99(),
            staleness.max(),
            statistics.spread().mean(),
            staleness.counts()),
        statistics.lanes().stream().map(LiveStatistics::lane).toList(),
        statistics.shards().stream()
            .map(shard -> new LiveCounts.Shard(shard.pushes(), shard.parked()))
            .toList());
  }

  private static LiveCounts.Lane lane(LaneStatistics lane) {
    return new LiveCounts.Lane(
        lane.worker(),
        lane.incarnation(),
        lane.clock(),
        lane.samples(),
        lane.skipped(),
        lane.silent().toMillis() / 1e3,
        lane.finished(),
        work(lane.totals()));
  }

  private static LiveCounts.Work work(StepTotals totals) {
    Traffic traffic = totals.traffic();
    return new LiveCounts.Work(
        totals.iterations(),
        totals.samples(),
        totals.lossSum(),
        totals.computingNs() / NS,
        totals.waitingForCoreNs() / NS,
        totals.stragglingNs() / NS,
        totals.idleNs() / NS,
        totals.sendingNs() / NS,
        new LiveCounts.Bytes(
            traffic.pushed(), traffic.pushedRaw(), traffic.pulled(), traffic.pulledRaw()));
  }
}
