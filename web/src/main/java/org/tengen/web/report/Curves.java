package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;
import org.tengen.web.report.Repeats.Spread;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * The curves of a result, a line for each strategy: of one training, or the median over the seeds
 * in a band from the lowest to the highest. A strategy has the same colour, dash and marker in all
 * pictures: its place among the lines.
 */
final class Curves {
  private final RunResult result;
  private final List<Repeats> lines;
  private final Axis perplexity;

  Curves(RunResult result) {
    this.result = result;
    this.lines = result.lines();
    this.perplexity = new Axis("validation perplexity (log scale)", perplexityScale());
  }

  LinePlot againstSeconds() {
    return lines(
        "seconds", result.clock() + ", s", CurvePoint::seconds, x -> fixed(x, 1) + " s", true);
  }

  LinePlot againstSamples() {
    return lines(
        "samples", "samples", CurvePoint::samples, x -> whole(Math.round(x)) + " samples", false);
  }

  LinePlot againstUpdates() {
    return lines(
        "updates", "updates", CurvePoint::updates, x -> whole(Math.round(x)) + " updates", false);
  }

  boolean hasCurves() {
    return runs().anyMatch(run -> run.curve().size() > 1);
  }

  /** What the curves' special marks mean, as far as they occur. */
  String legend() {
    List<String> marks = new ArrayList<>();
    if (lines.stream().anyMatch(line -> line.seeds() > 1)) {
      marks.add(
          "A line is the median over the seeds, its band reaches from the lowest to the highest.");
    }
    if (lines.stream().anyMatch(line -> target(line) != null)) {
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

  private Stream<StrategyRun> runs() {
    return lines.stream().flatMap(line -> line.runs().stream());
  }

  private DoubleStream points() {
    return runs()
        .flatMap(run -> run.curve().stream())
        .mapToDouble(CurvePoint::validationPerplexity);
  }

  private LinePlot lines(
      String what,
      String xTitle,
      ToDoubleFunction<CurvePoint> x,
      DoubleFunction<String> place,
      boolean marked) {
    double end =
        runs()
            .flatMap(run -> run.curve().stream())
            .mapToDouble(x)
            .filter(Double::isFinite)
            .max()
            .orElse(1);
    List<Series> series = new ArrayList<>();
    for (Repeats line : lines) {
      Series.@Nullable Point mark = marked ? target(line) : null;
      series.add(
          line.seeds() == 1
              ? single(line.runs().get(0), series.size(), x, mark)
              : spread(line, series.size(), x, place, mark));
    }
    String title = "Validation perplexity against " + what;
    return new LinePlot(
        title, ending(), new Axis(xTitle, Scale.linear(0, end)), perplexity, series, levels());
  }

  private static Series single(
      StrategyRun run, int style, ToDoubleFunction<CurvePoint> x, Series.@Nullable Point mark) {
    List<Series.Point> points = new ArrayList<>();
    for (CurvePoint point : run.curve()) {
      if (Double.isFinite(x.applyAsDouble(point))) {
        double value = point.validationPerplexity();
        double y = value > 0 ? value : Double.NaN;
        points.add(new Series.Point(x.applyAsDouble(point), y, label(run, point)));
      }
    }
    String value = run.diverged() ? "diverged" : significant(run.perplexity(), 4);
    return new Series(run.name(), value, style, points, List.of(), mark);
  }

  private static Series spread(
      Repeats line,
      int style,
      ToDoubleFunction<CurvePoint> x,
      DoubleFunction<String> place,
      Series.@Nullable Point mark) {
    List<Series.Point> points = new ArrayList<>();
    List<Series.Range> band = new ArrayList<>();
    for (SpreadCurve.Point point : SpreadCurve.of(line.runs(), x)) {
      Spread y = point.perplexity();
      String label =
          "%s: perplexity %s at %s"
              .formatted(line.name(), words(y, line.seeds()), place.apply(point.x()));
      points.add(new Series.Point(point.x(), y.median(), label));
      band.add(new Series.Range(point.x(), y.low(), y.high()));
    }
    Spread last = line.perplexity();
    String value = last == null ? "diverged" : significant(last.median(), 4);
    return new Series(line.name(), value, style, points, band, mark);
  }

  private static String words(Spread spread, int seeds) {
    return "%s (%s to %s, %d seeds)"
        .formatted(
            significant(spread.median(), 4),
            significant(spread.low(), 4),
            significant(spread.high(), 4),
            seeds);
  }

  /** Where all trainings of a line reached their targets, in the middle; null if not all did. */
  private static Series.@Nullable Point target(Repeats line) {
    Spread seconds = line.secondsToTarget();
    Double target = targets(line.runs().stream());
    if (seconds == null || target == null) {
      return null;
    }
    String range =
        line.seeds() == 1
            ? ""
            : " (%s to %s, %d seeds)"
                .formatted(fixed(seconds.low(), 1), fixed(seconds.high(), 1), line.seeds());
    String label =
        line.name() + ": reached the target after " + fixed(seconds.median(), 1) + " s" + range;
    return new Series.Point(seconds.median(), target, label);
  }

  private static String label(StrategyRun run, CurvePoint point) {
    return run.name()
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
    return lines.stream().map(Curves::ending).collect(Collectors.joining("; ", "", "."));
  }

  private static String ending(Repeats line) {
    Spread last = line.perplexity();
    String figures =
        line.seeds() == 1
            ? significant(line.runs().get(0).perplexity(), 4)
            : last == null ? "no number with every seed" : words(last, line.seeds());
    return line.name() + " ends at " + figures;
  }

  private List<LinePlot.Level> levels() {
    List<LinePlot.Level> levels = new ArrayList<>();
    Double unigram = result.unigramPerplexity();
    if (unigram != null && Double.isFinite(unigram) && unigram > 0) {
      levels.add(new LinePlot.Level("unigram", significant(unigram, 4), unigram));
    }
    Double target = targets(runs());
    boolean shared = lines.stream().map(Repeats::source).distinct().count() <= 1;
    if (target != null && shared) {
      levels.add(new LinePlot.Level("target", significant(target, 4), target));
    }
    return levels;
  }

  /**
   * The target in the middle of the trainings'; null if there is none, or none that can be drawn.
   */
  private static @Nullable Double targets(Stream<StrategyRun> runs) {
    double[] targets =
        runs.map(StrategyRun::targetPerplexity)
            .filter(Objects::nonNull)
            .mapToDouble(target -> target)
            .filter(target -> Double.isFinite(target) && target > 0)
            .toArray();
    return targets.length == 0 ? null : Spread.of(targets).median();
  }

  /**
   * From just below the lowest value to just above what the first trained evaluations show: the
   * untrained network's perplexity would leave no room for what is compared.
   */
  private Scale perplexityScale() {
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (StrategyRun run : runs().toList()) {
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
}
