package org.tengen.web.plot;

/**
 * The rectangle inside a picture in which values are drawn, with its axes.
 *
 * @param left of the rectangle, in the picture's units; so are the others
 */
record Frame(double left, double top, double width, double height, Axis x, Axis y) {
  private static final int X_TICK_DISTANCE = 75;
  private static final int Y_TICK_DISTANCE = 42;
  private static final int FEWEST_TICKS = 4;

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

  /** Grid, ticks and titles. The y axis' title stands above it, where it need not be turned. */
  void drawAxes(Canvas canvas) {
    for (double tick : y.scale().ticks((int) Math.max(2, height / Y_TICK_DISTANCE))) {
      canvas.line("grid", left, y(tick), right(), y(tick));
      canvas.text("tick end", left - 7, y(tick), Numbers.tick(tick, y.scale().high()));
    }
    canvas.text("axis", 2, top - 16, y.title());
    drawX(canvas);
  }

  /** The x axis' line, ticks and title. */
  void drawX(Canvas canvas) {
    canvas.line("base", left, bottom(), right(), bottom());
    for (double tick : xTicks()) {
      canvas.line("base", x(tick), bottom(), x(tick), bottom() + 4);
      canvas.text("tick mid", x(tick), bottom() + 14, Numbers.tick(tick, x.scale().high()));
    }
    canvas.text("axis mid", left + width / 2, bottom() + 32, x.title());
  }

  /** Grid lines that stand on the x axis. */
  void drawVerticals(Canvas canvas) {
    for (double tick : xTicks()) {
      canvas.line("grid", x(tick), top, x(tick), bottom());
    }
  }

  private Iterable<Double> xTicks() {
    return x.scale().ticks((int) Math.max(FEWEST_TICKS, width / X_TICK_DISTANCE));
  }
}
