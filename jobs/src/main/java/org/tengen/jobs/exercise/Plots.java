package org.tengen.jobs.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tengen.driver.exercise.ExerciseTraining.Point;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Numbers;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;

/** The lines that exercises draw. */
final class Plots {
  private static final int DIGITS = 3;

  /** What is smaller has an exponent. */
  private static final double TINY = 1e-3;

  private Plots() {}

  /** A line of what was measured while it was trained. */
  static Series learning(int style, Compared<?> compared) {
    List<Series.Point> points = new ArrayList<>();
    for (Point point : compared.trained().curve()) {
      String label =
          "%s: %s after %s examples"
              .formatted(compared.name(), number(point.value()), Numbers.whole(point.examples()));
      points.add(new Series.Point((double) point.examples(), point.value(), label));
    }
    return line(compared.name(), number(compared.last()), style, points);
  }

  /** A line through values at 1, 2, 3 and so on. */
  static Series through(int style, String name, String what, double[] values) {
    List<Series.Point> points = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      String label = "%s: %s at %s %d".formatted(name, number(values[i]), what, i + 1);
      points.add(new Series.Point(i + 1, values[i], label));
    }
    return line(name, number(values[values.length - 1]), style, points);
  }

  private static Series line(String name, String value, int style, List<Series.Point> points) {
    return new Series(name, value, style, points, List.of(), null);
  }

  /** Lines over one another. */
  static LinePlot of(String title, Axis x, Axis y, List<Series> lines) {
    StringBuilder ends = new StringBuilder();
    lines.forEach(line -> ends.append(line.name()).append(" ends at ").append(line.value() + ". "));
    return new LinePlot(title, ends.toString().strip(), x, y, lines, List.of());
  }

  /** The axis of examples that all have seen. */
  static Axis examples(List<? extends Compared<?>> all) {
    List<Point> curve = all.get(0).trained().curve();
    return new Axis("examples", Scale.linear(0, (double) curve.get(curve.size() - 1).examples()));
  }

  static String number(double value) {
    boolean tiny = value != 0 && Math.abs(value) < TINY;
    return tiny ? String.format(Locale.ROOT, "%.1e", value) : Numbers.significant(value, DIGITS);
  }
}
