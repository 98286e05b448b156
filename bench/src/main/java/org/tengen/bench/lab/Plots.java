package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;
import org.tengen.web.plot.Series.Point;
import org.tengen.web.report.StrategyRun;

/** Pictures of plans, as files that stand by themselves. */
final class Plots {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 300;

  /** Of the report's style, what lines need, in colours that are seen on light and dark. */
  private static final String STYLE =
      """
      <style>
      text { font: 12px system-ui, sans-serif; fill: #667380; } .mid { text-anchor: middle; } .end { text-anchor: end; }
      .name { font-weight: 600; fill: var(--c); } .grid, .base, .leader { stroke: #8a94a0; stroke-width: .6; opacity: .6; }
      .line { fill: none; stroke: var(--c); stroke-width: 2; } .point { fill: var(--c); } .lost { stroke: var(--c); }
      .s0 { --c: #2f7fd0; } .s1 { --c: #d0601a; } .s2 { --c: #12936a; } .s3 { --c: #b04f9c; }
      .s4 { --c: #a07a10; } .s5 { --c: #5f7b90; } .s6 { --c: #d0405a; } .s7 { --c: #30909c; }
      </style>
      """;

  private Plots() {}

  /** Lines that grow point by point, each with a name. */
  static final class Lines {
    private final Map<String, List<Point>> lines = new LinkedHashMap<>();

    /** Adds a point at the end of a line. */
    void add(String line, double x, double y) {
      String label = String.format(Locale.ROOT, "%s: %.4g at %.4g", line, y, x);
      lines.computeIfAbsent(line, any -> new ArrayList<>()).add(new Point(x, y, label));
    }

    /** The points of all lines. */
    int size() {
      return lines.values().stream().mapToInt(List::size).sum();
    }

    LinePlot plot(String title, String x, String y, boolean logarithmic) {
      List<Series> series = new ArrayList<>();
      lines.forEach(
          (name, points) ->
              series.add(new Series(name, "", series.size(), points, List.of(), null)));
      String ends =
          lines.entrySet().stream()
              .map(line -> line.getKey() + ": " + ys(line.getValue()))
              .collect(Collectors.joining("; "));
      return new LinePlot(
          title, ends, new Axis(x, xs(logarithmic)), new Axis(y, ys()), series, List.of());
    }

    private static String ys(List<Point> points) {
      return words(points.stream().map(Point::y).toList(), "%.4g");
    }

    private Scale xs(boolean logarithmic) {
      double low = points(Point::x).min().orElse(0);
      double high = points(Point::x).max().orElse(1);
      return logarithmic ? Scale.log(low, high) : Scale.linear(low, high);
    }

    /** Nothing that is more than eight times the least: it would leave no room for the others. */
    private Scale ys() {
      double low = points(Point::y).min().orElse(1);
      double high = points(Point::y).max().orElse(1);
      return Scale.log(low / 1.03, Math.min(8 * low, high) * 1.03);
    }

    private DoubleStream points(ToDoubleFunction<Point> of) {
      return lines.values().stream()
          .flatMap(List::stream)
          .filter(point -> Double.isFinite(point.y()))
          .mapToDouble(of);
    }
  }

  /** The median of a figure over the seeds, by rate. */
  static LinePlot byRate(
      Plan plan,
      List<Arm> arms,
      String figureName,
      ToDoubleFunction<StrategyRun> figure,
      Function<Arm, String> name) {
    Lines lines = new Lines();
    for (Arm arm : arms) {
      plan.rates(arm)
          .forEach((rate, runs) -> lines.add(name.apply(arm), rate, Plan.median(runs, figure)));
    }
    return lines.plot("Median over the seeds at each rate", "rate (log scale)", figureName, true);
  }

  /** The picture as the text of an SVG file. */
  static String svg(LinePlot plot) {
    String drawn = plot.draw("plot", "clip", WIDTH, HEIGHT, false).toString();
    int inside = drawn.indexOf('>') + 1;
    String head =
        drawn.substring(0, inside).replace("<svg ", "<svg xmlns=\"http://www.w3.org/2000/svg\" ");
    return head + STYLE + drawn.substring(inside) + "\n";
  }

  /** Figures of several seeds, with commas. */
  static String words(List<Double> figures, String format) {
    return figures.stream()
        .map(figure -> String.format(Locale.ROOT, format, figure))
        .collect(Collectors.joining(", "));
  }
}
