package org.tengen.ps.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.tengen.ps.lane.LaneReport;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.rows.RowShardStatistics;
import org.tengen.ps.shard.ShardStatistics;

/**
 * What a run has done so far, over all shards.
 *
 * @param samples applied on every slice of the shard that has the fewest
 * @param updates optimiser steps of the first slice
 * @param staleness of pushes, in updates: one count for each push and shard, by the maximum over
 *     the shard's slices
 * @param spread of pushes: maximum less minimum over a shard's slices
 * @param imagesSkipped intervals without an image, the listener having been too slow
 * @param lanes one per lane
 * @param shards one per shard, in order
 */
public record Statistics(
    long samples,
    long updates,
    Staleness staleness,
    Staleness spread,
    long imagesSkipped,
    List<LaneStatistics> lanes,
    List<ShardLoad> shards) {
  public Statistics {
    lanes = List.copyOf(lanes);
    shards = List.copyOf(shards);
  }

  /** What a run has done so far, with nothing of the shards one by one. */
  public Statistics(
      long samples,
      long updates,
      Staleness staleness,
      Staleness spread,
      long imagesSkipped,
      List<LaneStatistics> lanes) {
    this(samples, updates, staleness, spread, imagesSkipped, lanes, List.of());
  }

  /**
   * What one shard has done since its server began.
   *
   * @param pushes applied
   * @param parked pulls waiting now
   */
  public record ShardLoad(int shard, long pushes, int parked) {}

  /** All lanes' totals together. */
  public StepTotals totals() {
    return lanes.stream().map(LaneStatistics::totals).reduce(StepTotals.NOTHING, StepTotals::plus);
  }

  /**
   * The same with what servers of the same run had counted before this one.
   *
   * @param totals by lane, or empty
   */
  public Statistics after(Staleness before, List<StepTotals> totals) {
    return new Statistics(
        samples,
        updates,
        before.plus(staleness),
        spread,
        imagesSkipped,
        LaneStatistics.after(totals, lanes),
        shards);
  }

  /** What shards and coordinator have counted, each lane's report at its place. */
  public static Statistics of(
      List<ShardStatistics> shards, List<LaneReport> reports, long imagesSkipped) {
    Histogram staleness = new Histogram(3);
    Histogram spread = new Histogram(3);
    for (ShardStatistics shard : shards) {
      staleness.add(shard.staleness());
      spread.add(shard.spread());
    }
    List<LaneStatistics> lanes = new ArrayList<>();
    for (LaneReport report : reports) {
      lanes.add(lane(report, shards));
    }
    return new Statistics(
        least(shards, ShardStatistics::samples),
        shards.get(0).updates(),
        Staleness.of(staleness),
        Staleness.of(spread),
        imagesSkipped,
        lanes,
        shards.stream().map(Statistics::load).toList());
  }

  /**
   * The same of row tables, which know no spread and leave out no iteration.
   *
   * @param shards one per shard, in order
   */
  public static Statistics ofRows(List<RowShardStatistics> shards, List<LaneReport> reports) {
    Histogram staleness = new Histogram(3);
    shards.forEach(shard -> staleness.add(shard.staleness()));
    List<LaneStatistics> lanes = new ArrayList<>();
    for (LaneReport report : reports) {
      int lane = report.lane();
      lanes.add(
          lane(
              report,
              shards.stream().mapToLong(shard -> shard.laneClocks()[lane]).min().orElse(0),
              shards.stream().mapToLong(shard -> shard.laneSamples()[lane]).min().orElse(0),
              0));
    }
    return new Statistics(
        shards.stream().mapToLong(RowShardStatistics::samples).min().orElse(0),
        shards.get(0).updates(),
        Staleness.of(staleness),
        Staleness.NONE,
        0,
        lanes,
        shards.stream()
            .map(s -> new ShardLoad(s.shard(), s.staleness().getTotalCount(), s.parked()))
            .toList());
  }

  private static ShardLoad load(ShardStatistics shard) {
    return new ShardLoad(shard.shard(), shard.staleness().getTotalCount(), shard.parked());
  }

  private static LaneStatistics lane(LaneReport report, List<ShardStatistics> shards) {
    return lane(
        report,
        least(shards, shard -> shard.laneClocks()[report.lane()]),
        least(shards, shard -> shard.laneSamples()[report.lane()]),
        shards.stream().mapToLong(shard -> shard.laneSkipped()[report.lane()]).max().orElse(0));
  }

  private static LaneStatistics lane(LaneReport report, long clock, long samples, long skipped) {
    return new LaneStatistics(
        report.lane(),
        report.worker(),
        report.facts(),
        report.incarnation(),
        clock,
        samples,
        skipped,
        report.totals(),
        Duration.ofNanos(report.silentNs()),
        report.finished());
  }

  private static long least(List<ShardStatistics> shards, ToLongFunction<ShardStatistics> figure) {
    return shards.stream().mapToLong(figure).min().orElse(0);
  }
}
