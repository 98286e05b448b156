package org.tengen.driver.training;

import java.util.List;
import java.util.Map;
import org.tengen.driver.launch.Launch;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.StrategyRun;

/** The figures of a finished training. */
final class TrainingFigures {
  private static final double NS = 1e9;

  private TrainingFigures() {}

  static StrategyRun of(
      TrainingSettings settings,
      Launch.Outcome outcome,
      TrainingLog log,
      double validationPerplexity,
      String weightsSha256) {
    Statistics statistics = outcome.statistics();
    StepTotals totals = TrainingLog.sum(statistics.lanes());
    double seconds = log.secondsBefore() + outcome.seconds();
    return new StrategyRun(
        settings.lanes().strategy().name(),
        settings.lanes().workers(),
        settings.lanes().shards(),
        settings.seed(),
        statistics.samples(),
        statistics.updates(),
        seconds,
        statistics.samples() / seconds,
        TrainingLog.idleShare(totals),
        new StrategyRun.Staleness(
            statistics.staleness().mean(),
            statistics.staleness().p99(),
            statistics.staleness().max(),
            statistics.staleness().counts()),
        Map.of("perplexity", validationPerplexity),
        null,
        null,
        weightsSha256,
        log.curve(),
        lanes(statistics));
  }

  private static List<StrategyRun.LaneTime> lanes(Statistics statistics) {
    return statistics.lanes().stream().map(TrainingFigures::lane).toList();
  }

  private static StrategyRun.LaneTime lane(LaneStatistics lane) {
    StepTotals totals = lane.totals();
    return new StrategyRun.LaneTime(
        lane.lane(),
        lane.samples(),
        totals.computingNs() / NS,
        totals.waitingForCoreNs() / NS,
        totals.stragglingNs() / NS,
        totals.idleNs() / NS,
        totals.sendingNs() / NS);
  }
}
