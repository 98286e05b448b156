package org.tengen.web.plot;

import java.util.List;
import org.tengen.web.markup.Markup;

/**
 * Bars over a linear axis.
 *
 * @param style the series' colour
 * @param bars in order, not overlapping
 * @param rules values to point at
 * @param curve what the bars are compared with; empty for nothing
 */
public record Histogram(
    String title,
    String description,
    String caption,
    Axis x,
    Axis y,
    int style,
    List<Bar> bars,
    List<Rule> rules,
    List<Series.Point> curve) {

  private static final double TOP = 62;
  private static final double BOTTOM = 46;
  private static final double LEFT = 40;

  /** One bar from {@code from} to {@code to}, in words {@code label}. */
  public record Bar(double from, double to, double height, String label) {}

  /**
   * A line over the whole height at a value.
   *
   * @param css its class for the style sheet
   * @param label says what it stands for
   */
  public record Rule(String css, double at, String label) {}

  public Histogram {
    bars = List.copyOf(bars);
    rules = List.copyOf(rules);
    curve = List.copyOf(curve);
  }

  public Markup draw(String css, int width, int height) {
    Frame frame = new Frame(LEFT, TOP, width - LEFT - 8, height - TOP - BOTTOM, x, y);
    Canvas canvas = new Canvas(css, width, height, title, description);
    canvas.series(style, title);
    canvas.path("point", Series.marker(style, 8, 10, 5));
    canvas.text("name", 20, 10, title);
    canvas.text("tick", 2, 28, caption);
    frame.drawAxes(canvas);
    for (Bar bar : bars) {
      draw(canvas, frame, bar);
    }
    for (Rule rule : rules) {
      String from = "M" + Numbers.at(frame.x(rule.at())) + " " + Numbers.at(frame.top());
      canvas.path(rule.css(), from + "V" + Numbers.at(frame.bottom()), rule.label());
    }
    draw(canvas, frame, curve);
    canvas.close();
    return canvas.finish();
  }

  private static void draw(Canvas canvas, Frame frame, List<Series.Point> curve) {
    StringBuilder path = new StringBuilder();
    for (Series.Point point : curve) {
      path.append(path.length() == 0 ? 'M' : 'L').append(Numbers.at(frame.x(point.x())));
      path.append(' ').append(Numbers.at(frame.y(point.y())));
    }
    if (path.length() > 0) {
      canvas.path("expected", path.toString());
    }
    for (Series.Point point : curve) {
      canvas.circle("expected", frame.x(point.x()), frame.y(point.y()), 2.4, point.label());
    }
  }

  private static void draw(Canvas canvas, Frame frame, Bar bar) {
    double left = frame.x(bar.from());
    double width = frame.x(bar.to()) - left;
    double gap = Math.min(1.5, width / 5);
    double top = frame.y(bar.height());
    canvas.box("bar", left + gap / 2, top, width - gap, frame.bottom() - top, bar.label());
  }
}
