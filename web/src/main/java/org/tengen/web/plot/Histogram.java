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
    Frame frame = new Frame(LEFT, TOP, width - LEFT - 12, height - TOP - BOTTOM, x, y);
    Markup svg = Frame.picture(css, width, height, title, description);
    svg.open("g", "class", "series " + Series.cssClass(style));
    svg.leaf("path", "class", "point", "d", Series.marker(style, 8, 10, 5));
    svg.element("text", title, "class", "name", "x", "20", "y", "14");
    svg.element("text", caption, "class", "tick", "x", "2", "y", "32");
    frame.draw(svg);
    for (Bar bar : bars) {
      draw(svg, frame, bar);
    }
    if (Double.isFinite(mark)) {
      mean(svg, frame);
    }
    return svg.close().close();
  }

  private static void draw(Markup svg, Frame frame, Bar bar) {
    double left = frame.x(bar.from());
    double gap = Math.min(1.5, (frame.x(bar.to()) - left) / 5);
    double top = frame.y(bar.height());
    svg.open(
        "rect",
        "class",
        "bar",
        "x",
        Numbers.at(left + gap / 2),
        "y",
        Numbers.at(top),
        "width",
        Numbers.at(Math.max(0.5, frame.x(bar.to()) - left - gap)),
        "height",
        Numbers.at(Math.max(0, frame.bottom() - top)));
    svg.element("title", bar.label()).close();
  }

  private void mean(Markup svg, Frame frame) {
    double at = frame.x(mark);
    Frame.line(svg, "mean", at, frame.top(), at, frame.bottom());
  }
}
