package org.tengen.web.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.web.markup.Markup;

/**
 * One line of a plot.
 *
 * @param name written beside the line's end
 * @param value the last one in words
 * @param style which colour, dash and marker, counted from 0
 * @param points in order of x; y may be infinite or NaN, which breaks the line
 * @param band between which values the line is in the middle, in order of x; empty for none
 * @param mark a place on or near the line worth a ring; null for none
 */
public record Series(
    String name,
    String value,
    int style,
    List<Point> points,
    List<Range> band,
    @Nullable Point mark) {

  /** Colours, dashes and markers before they repeat. */
  public static final int STYLES = 8;

  public Series {
    points = List.copyOf(points);
    band = List.copyOf(band);
  }

  /** The lowest and the highest value at x; one that is not finite is beyond the plot. */
  public record Range(double x, double low, double high) {}

  /**
   * A measured value.
   *
   * @param label says it in words, with units
   */
  public record Point(double x, double y, String label) {}

  /** The style sheet's class for a series' colour and dash. */
  public static String cssClass(int style) {
    return "s" + style % STYLES;
  }

  /** A piece of the line with its marker, for legends. */
  public static Markup swatch(int style) {
    Markup svg = new Markup();
    svg.open(
        "svg", "class", "swatch " + cssClass(style), "viewBox", "0 0 34 12", "aria-hidden", "true");
    svg.leaf("path", "class", "line", "d", "M1 6H33");
    svg.leaf("path", "class", "point", "d", marker(style, 17, 6, 4));
    return svg.close();
  }

  /** A marker of {@code r} units about (x, y) as an SVG path: every style has its own shape. */
  static String marker(int style, double x, double y, double r) {
    String at = "M" + Numbers.at(x) + " " + Numbers.at(y);
    String d = Numbers.at(r);
    String wide = Numbers.at(r * 1.3);
    String half = Numbers.at(r * 0.45);
    String side = Numbers.at(r * 0.9);
    return switch (style % STYLES) {
      case 0 -> at + circle(r);
      case 1 -> at + "m-" + side + " -" + side + box(r * 1.8);
      case 2 ->
          at + "m0 -" + wide + "l" + wide + " " + Numbers.at(r * 2.2) + "h-" + twice(wide) + "z";
      case 3 ->
          at + "m0 -" + wide + "l" + wide + " " + wide + "l-" + wide + " " + wide + "l-" + wide
              + " -" + wide + "z";
      case 4 ->
          at + "m0 " + wide + "l" + wide + " -" + Numbers.at(r * 2.2) + "h-" + twice(wide) + "z";
      case 5 -> at + "m-" + half + " -" + d + box(r * 0.9, r * 2);
      case 6 -> at + "m-" + d + " -" + half + box(r * 2, r * 0.9);
      default -> at + circle(r * 0.6);
    };
  }

  private static String circle(double r) {
    String d = Numbers.at(r);
    String diameter = Numbers.at(2 * r);
    return "m-"
        + d
        + " 0a"
        + d
        + " "
        + d
        + " 0 1 0 "
        + diameter
        + " 0a"
        + d
        + " "
        + d
        + " 0 1 0 -"
        + diameter
        + " 0z";
  }

  private static String box(double side) {
    return box(side, side);
  }

  private static String box(double width, double height) {
    String w = Numbers.at(width);
    return "h" + w + "v" + Numbers.at(height) + "h-" + w + "z";
  }

  private static String twice(String number) {
    return Numbers.at(2 * Double.parseDouble(number));
  }
}
