package org.tengen.web.plot;

import org.tengen.web.markup.Markup;

/**
 * An SVG picture being drawn: shapes by their coordinates, each with a class for the style sheet.
 */
final class Canvas {
  private static final double BASELINE = 4;

  private final Markup svg = new Markup();

  /** Begins a picture, with its name and description for those who cannot see it. */
  Canvas(String css, int width, double height, String title, String description) {
    String box = "0 0 " + width + " " + Numbers.at(height);
    svg.open("svg", "class", css, "viewBox", box, "role", "img", "aria-label", title);
    svg.element("title", title).element("desc", description);
  }

  Markup markup() {
    return svg;
  }

  Markup finish() {
    return svg.close();
  }

  /** Begins a group in a series' colour. */
  void series(int style, String name) {
    svg.open("g", "class", "series " + Series.cssClass(style), "data-series", name);
  }

  void close() {
    svg.close();
  }

  void line(String css, double x1, double y1, double x2, double y2) {
    path(css, "M" + at(x1) + " " + at(y1) + "L" + at(x2) + " " + at(y2));
  }

  void path(String css, String d) {
    svg.leaf("path", "class", css, "d", d);
  }

  /** A shape that says what it stands for. */
  void path(String css, String d, String label) {
    svg.open("path", "class", css, "d", d).element("title", label).close();
  }

  /** A circle that says what it stands for. */
  void circle(String css, double x, double y, double r, String label) {
    svg.open("circle", "class", css, "cx", at(x), "cy", at(y), "r", at(r));
    svg.element("title", label).close();
  }

  /** A rectangle that says what it stands for. */
  void box(String css, double x, double y, double width, double height, String label) {
    svg.open(
        "rect", "class", css, "x", at(x), "y", at(y), "width", at(width), "height", at(height));
    svg.element("title", label).close();
  }

  /** Words whose middle height is y. */
  void text(String css, double x, double y, String text) {
    svg.element("text", text, "class", css, "x", at(x), "y", at(y + BASELINE));
  }

  private static String at(double value) {
    return Numbers.at(value);
  }
}
