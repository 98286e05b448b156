package org.tengen.web.plot;

import java.util.List;
import org.tengen.web.markup.Markup;

/**
 * Bars over a linear axis.
 *
 * @param style the series' colour
 * @param bars in order, not overlapping
 * @param mark a value to point at below the axis' line, e.g. the mean; NaN for none
 */
public record Histogram(
    String title,
    String description,
    String caption,
    Axis x,
    Axis y,
    int style,
    List<Bar> bars,
    double mark) {

  private static final double TOP = 62;
  private static final double BOTTOM = 46;
  private static final double LEFT = 40;

  /** One bar from {@code from} to {@code to}, in words {@code label}. */
  public record Bar(double from, double to, double height, String label) {}

  public Histogram {
    bars = List.copyOf(bars);
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
    if (Double.isFinite(mark)) {
      canvas.line("mean", frame.x(mark), frame.top(), frame.x(mark), frame.bottom());
    }
    canvas.close();
    return canvas.finish();
  }

  private static void draw(Canvas canvas, Frame frame, Bar bar) {
    double left = frame.x(bar.from());
    double width = frame.x(bar.to()) - left;
    double gap = Math.min(1.5, width / 5);
    double top = frame.y(bar.height());
    canvas.box("bar", left + gap / 2, top, width - gap, frame.bottom() - top, bar.label());
  }
}
