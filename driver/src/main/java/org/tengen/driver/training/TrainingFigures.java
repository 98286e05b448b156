package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.models.metric.Metric;
import org.tengen.ps.protocol.Opening;
import org.tengen.ps.protocol.StepTotals;
import org.tengen.ps.protocol.Traffic;
import org.tengen.ps.server.LaneStatistics;
import org.tengen.ps.server.Statistics;
import org.tengen.web.report.FirstSteps;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.StrategyRun.CurvePoint;

/** The figures of a training that has ended. */
final class TrainingFigures {
  private static final double NS = 1e9;

  private TrainingFigures() {}

  /**
   * What the training's last weights are worth.
   *
   * @param target the perplexity whose first moment is looked for; null where there is none
   */
  record Worth(Measured measured, @Nullable Double target, String sha256) {}

  /**
   * The figures.
   *
   * @param seconds of the whole training
   * @param statistics of the whole training
   * @param divergence how it diverged, null for a training that went to its end
   */
  static StrategyRun of(
      TrainingSettings settings,
      double seconds,
      Statistics statistics,
      List<CurvePoint> curve,
      Worth worth,
      @Nullable String divergence) {
    Double target = worth.target();
    return new StrategyRun(
        settings.lanes().strategy().name(),
        settings.lanes().workers(),
        settings.lanes().shards(),
        settings.seed(),
        statistics.samples(),
        statistics.updates(),
        seconds,
        statistics.samples() / seconds,
        statistics.totals().idleShare(),
        new StrategyRun.Staleness(
            statistics.staleness().mean(),
            statistics.staleness().p99(),
            statistics.staleness().max(),
            statistics.staleness().counts()),
        validation(worth.measured()),
        target,
        target == null || divergence != null ? null : Target.secondsTo(curve, target),
        worth.sha256(),
        curve,
        lanes(statistics),
        traffic(settings, statistics.totals().traffic()),
        divergence,
        (double) settings.learning().rate(),
        settings.learning().optimiser().setting(),
        settings.lanes().straggler().toString(),
        firstSteps(statistics),
        null);
  }

  private static Map<String, Double> validation(Measured measured) {
    Map<String, Double> validation = new LinkedHashMap<>();
    validation.put(StrategyRun.PERPLEXITY, measured.perplexity());
    validation.putAll(measured.byKey());
    return validation;
  }

  /** Of lanes that record them, until the last that has. */
  static List<String> firstSteps(Statistics statistics) {
    List<String> texts = new ArrayList<>();
    for (LaneStatistics lane : statistics.lanes()) {
      if (lane.lane() < Opening.LANES) {
        texts.add(text(lane.totals().opening()));
      }
    }
    return texts;
  }

  private static String text(Opening opening) {
    FirstSteps.Text text = new FirstSteps.Text().away(opening.afterNs());
    opening.pieces().forEach(piece -> text.add(metric(piece.activity()), piece.ns()));
    return text.toString();
  }

  private static Metric metric(Opening.Activity activity) {
    return switch (activity) {
      case COMPUTING -> Metric.COMPUTING;
      case WAITING_FOR_CORE -> Metric.WAITING_FOR_CORE;
      case STRAGGLING -> Metric.STRAGGLING;
      case IDLE -> Metric.IDLE;
      case SENDING -> Metric.SENDING;
    };
  }

  private static StrategyRun.Traffic traffic(TrainingSettings settings, Traffic all) {
    return new StrategyRun.Traffic(
        settings.lanes().codec().name(),
        all.pushed(),
        all.pushedRaw(),
        all.pulled(),
        all.pulledRaw(),
        Math.max(0, all.residuals() - settings.lanes().workers()));
  }

  static List<StrategyRun.LaneTime> lanes(Statistics statistics) {
    return statistics.lanes().stream().map(TrainingFigures::lane).toList();
  }

  private static StrategyRun.LaneTime lane(LaneStatistics lane) {
    StepTotals totals = lane.totals();
    return new StrategyRun.LaneTime(
        lane.lane(),
        lane.samples(),
        lane.skipped(),
        totals.computingNs() / NS,
        totals.waitingForCoreNs() / NS,
        totals.stragglingNs() / NS,
        totals.idleNs() / NS,
        totals.sendingNs() / NS);
  }
}
