package org.tengen.web.plot;

import org.tengen.web.markup.Markup;

/**
 * The rectangle inside a picture in which values are drawn, with its axes.
 *
 * @param left of the values' rectangle, in the picture's units; so are the others
 */
record Frame(double left, double top, double width, double height, Axis x, Axis y) {

  /** How far a label's baseline lies below the middle of its line. */
  static final double BASELINE = 4;

  private static final int X_TICK_DISTANCE = 75;
  private static final int Y_TICK_DISTANCE = 42;

  double right() {
    return left + width;
  }

  double bottom() {
    return top + height;
  }

  double x(double value) {
    return left + x.scale().at(value) * width;
  }

  double y(double value) {
    return bottom() - y.scale().at(value) * height;
  }

  /** Opens the picture with its name and description for those who cannot see it. */
  static Markup picture(String css, int width, double height, String title, String description) {
    Markup svg = new Markup();
    svg.open(
        "svg",
        "class",
        css,
        "viewBox",
        "0 0 " + width + " " + Numbers.at(height),
        "role",
        "img",
        "aria-label",
        title + ". " + description);
    svg.element("title", title).element("desc", description);
    return svg;
  }

  /** Grid, tick labels and titles: y's above the axis, where it need not be turned. */
  void draw(Markup svg) {
    grid(svg);
    svg.element("text", y.title(), "class", "axis", "x", "2", "y", Numbers.at(top - 12));
    svg.element(
        "text",
        x.title(),
        "class",
        "axis mid",
        "x",
        Numbers.at(left + width / 2),
        "y",
        Numbers.at(bottom() + 36));
  }

  private void grid(Markup svg) {
    for (double tick : y.scale().ticks((int) Math.max(2, height / Y_TICK_DISTANCE))) {
      line(svg, "grid", left, y(tick), right(), y(tick));
      svg.element(
          "text",
          Numbers.tick(tick, y.scale().high()),
          "class",
          "tick end",
          "x",
          Numbers.at(left - 7),
          "y",
          Numbers.at(y(tick) + BASELINE));
    }
    xTicks(svg);
  }

  /** The x axis' line, ticks and their labels. */
  void xTicks(Markup svg) {
    line(svg, "base", left, bottom(), right(), bottom());
    for (double tick : x.scale().ticks((int) Math.max(2, width / X_TICK_DISTANCE))) {
      line(svg, "base", x(tick), bottom(), x(tick), bottom() + 4);
      svg.element(
          "text",
          Numbers.tick(tick, x.scale().high()),
          "class",
          "tick mid",
          "x",
          Numbers.at(x(tick)),
          "y",
          Numbers.at(bottom() + 17));
    }
  }

  static void line(Markup svg, String css, double x1, double y1, double x2, double y2) {
    svg.leaf(
        "line",
        "class",
        css,
        "x1",
        Numbers.at(x1),
        "y1",
        Numbers.at(y1),
        "x2",
        Numbers.at(x2),
        "y2",
        Numbers.at(y2));
  }
}
