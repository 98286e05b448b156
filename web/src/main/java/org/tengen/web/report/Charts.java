package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.Histogram;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;
import org.tengen.web.plot.StackedBars;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.web.report.StrategyRun.LaneTime;

/**
 * The pictures of a result. A strategy has the same colour, dash and marker in all of them: its
 * place among the runs.
 */
final class Charts {
  private final RunResult result;
  private final Axis perplexity;

  Charts(RunResult result) {
    this.result = result;
    this.perplexity = new Axis("validation perplexity (log scale)", perplexityScale());
  }

  LinePlot againstSeconds() {
    return lines("seconds", "wall clock, s", CurvePoint::seconds, true);
  }

  LinePlot againstSamples() {
    return lines("samples", "samples", CurvePoint::samples, false);
  }

  LinePlot againstUpdates() {
    return lines("updates", "updates", CurvePoint::updates, false);
  }

  /** What the curves' special marks mean, as far as they occur. */
  String legend() {
    List<String> marks = new ArrayList<>();
    if (result.runs().stream().anyMatch(run -> target(run) != null)) {
      marks.add("A ring marks where a strategy reached the target.");
    }
    double top = perplexity.scale().high();
    if (points().anyMatch(y -> Double.isFinite(y) && y > top)) {
      marks.add(
          "An arrow at the top marks a value above the plot, such as the untrained network's.");
    }
    if (!points().allMatch(Double::isFinite)) {
      marks.add("A cross at the top marks a perplexity that is no longer a number.");
    }
    return String.join(" ", marks);
  }

  private DoubleStream points() {
    return result.runs().stream()
        .flatMap(run -> run.curve().stream())
        .mapToDouble(CurvePoint::validationPerplexity);
  }

  boolean hasCurves() {
    return result.runs().stream().anyMatch(run -> run.curve().size() > 1);
  }

  private LinePlot lines(
      String what, String xTitle, ToDoubleFunction<CurvePoint> x, boolean marked) {
    double end =
        result.runs().stream()
            .flatMap(run -> run.curve().stream())
            .mapToDouble(x)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    List<Series> series = new ArrayList<>();
    for (StrategyRun run : result.runs()) {
      series.add(series(run, series.size(), x, marked));
    }
    String title = "Validation perplexity against " + what;
    return new LinePlot(
        title, ending(), new Axis(xTitle, Scale.linear(0, end)), perplexity, series, levels());
  }

  private static Series series(
      StrategyRun run, int style, ToDoubleFunction<CurvePoint> x, boolean marked) {
    List<Series.Point> points = new ArrayList<>();
    for (CurvePoint point : run.curve()) {
      if (Double.isFinite(x.applyAsDouble(point))) {
        double value = point.validationPerplexity();
        double y = value > 0 ? value : Double.NaN;
        points.add(new Series.Point(x.applyAsDouble(point), y, label(run, point)));
      }
    }
    String value = run.diverged() ? "diverged" : significant(run.perplexity(), 4);
    return new Series(run.strategy(), value, style, points, marked ? target(run) : null);
  }

  private static Series.@Nullable Point target(StrategyRun run) {
    Double seconds = run.secondsToTarget();
    Double target = run.targetPerplexity();
    if (seconds == null || target == null || !Double.isFinite(seconds) || !(target > 0)) {
      return null;
    }
    String label = run.strategy() + ": reached the target after " + fixed(seconds, 1) + " s";
    return new Series.Point(seconds, target, label);
  }

  private static String label(StrategyRun run, CurvePoint point) {
    return run.strategy()
        + ": perplexity "
        + significant(point.validationPerplexity(), 4)
        + " after "
        + fixed(point.seconds(), 1)
        + " s, "
        + whole(point.samples())
        + " samples, "
        + whole(point.updates())
        + " updates";
  }

  private String ending() {
    return result.runs().stream()
        .map(run -> run.strategy() + " ends at " + significant(run.perplexity(), 4))
        .collect(Collectors.joining("; ", "", "."));
  }

  private List<LinePlot.Level> levels() {
    List<LinePlot.Level> levels = new ArrayList<>();
    Double unigram = result.unigramPerplexity();
    if (unigram != null && Double.isFinite(unigram) && unigram > 0) {
      levels.add(new LinePlot.Level("unigram", significant(unigram, 4), unigram));
    }
    Double target = target();
    if (target != null) {
      levels.add(new LinePlot.Level("target", significant(target, 4), target));
    }
    return levels;
  }

  /** The target that the runs share; null if there is none, or none that can be drawn. */
  private @Nullable Double target() {
    return result.runs().stream()
        .map(StrategyRun::targetPerplexity)
        .filter(target -> target != null && Double.isFinite(target) && target > 0)
        .findFirst()
        .orElse(null);
  }

  /**
   * From just below the lowest value to just above what the first trained evaluations show: the
   * untrained network's perplexity would leave no room for what is compared.
   */
  private Scale perplexityScale() {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (StrategyRun run : result.runs()) {
      double first = 0;
      for (CurvePoint point : run.curve()) {
        double value = point.validationPerplexity();
        if (Double.isFinite(value) && value > 0) {
          low = Math.min(low, value);
          first = first == 0 && (point.samples() > 0 || run.curve().size() == 1) ? value : first;
        }
      }
      high = Math.max(high, first);
    }
    for (LinePlot.Level level : levels()) {
      low = Math.min(low, level.y());
      high = Math.max(high, level.y());
    }
    return high > 0 && low <= high ? Scale.log(low / 1.06, high * 1.06) : Scale.log(1, 10);
  }

  /** The whole time of every lane, on one axis. */
  StackedBars laneTimes() {
    List<StackedBars.Group> groups = new ArrayList<>();
    double longest = 0;
    for (StrategyRun run : result.runs()) {
      List<StackedBars.Bar> bars = new ArrayList<>();
      for (LaneTime lane : run.lanes()) {
        StackedBars.Bar bar = LaneParts.bar(lane);
        longest = Math.max(longest, LaneParts.total(lane));
        bars.add(bar);
      }
      groups.add(new StackedBars.Group(run.strategy(), groups.size(), bars));
    }
    return new StackedBars(
        "Where each worker's time went",
        "For each strategy and worker: " + String.join(", ", LaneParts.names()) + ".",
        new Axis("seconds", Scale.linear(0, longest)),
        "samples",
        LaneParts.classes(),
        groups);
  }

  /** One histogram per run, all on the same axes. */
  List<Histogram> staleness() {
    return StalenessBars.histograms(result.runs());
  }
}
