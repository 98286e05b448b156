package org.tengen.web.plot;

import java.util.ArrayList;
import java.util.List;
import org.tengen.web.markup.Markup;

/**
 * Named points in a plane, as far from each other as they are: both axes have the same scale, and
 * no numbers. A name stands at that side of its point where it is over no other name or point, if
 * there is one.
 *
 * @param description what is to be seen, for those who cannot see it
 */
public record ScatterPlot(String title, String description, List<Point> points) {
  private static final double MARGIN = 22;
  private static final double CHARACTER = 7.2;
  private static final double LINE = 14;
  private static final double GAP = 7;
  private static final double RADIUS = 3.6;

  /**
   * A point.
   *
   * @param name written beside it
   * @param label says more about it in words
   */
  public record Point(String name, double x, double y, String label) {}

  /** A rectangle that something is drawn in. */
  private record Box(double left, double top, double right, double bottom) {
    boolean over(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
    }
  }

  /** Where a name is written: the anchor's class, its place, and what it covers. */
  private record Spot(String css, double x, double y, Box box) {}

  public ScatterPlot {
    points = List.copyOf(points);
  }

  /**
   * The picture.
   *
   * @param css the picture's class
   */
  public Markup draw(String css, int width, int height) {
    Canvas canvas = new Canvas(css, width, height, title, description);
    List<Box> taken = new ArrayList<>();
    double[][] places = places(width, height);
    for (double[] place : places) {
      taken.add(
          new Box(place[0] - RADIUS, place[1] - RADIUS, place[0] + RADIUS, place[1] + RADIUS));
    }
    canvas.series(0, title);
    for (int i = 0; i < places.length; i++) {
      canvas.circle("point", places[i][0], places[i][1], RADIUS, points.get(i).label());
    }
    canvas.close();
    Box paper = new Box(0, 0, width, height);
    for (int i = 0; i < places.length; i++) {
      String name = points.get(i).name();
      Spot spot = spot(name, places[i][0], places[i][1], paper, taken);
      taken.add(spot.box);
      canvas.text(spot.css, spot.x, spot.y, name);
    }
    return canvas.finish();
  }

  /** In the picture's units, in its middle. */
  private double[][] places(int width, int height) {
    double left = points.stream().mapToDouble(Point::x).min().orElse(0);
    double right = points.stream().mapToDouble(Point::x).max().orElse(0);
    double low = points.stream().mapToDouble(Point::y).min().orElse(0);
    double high = points.stream().mapToDouble(Point::y).max().orElse(0);
    double longest = points.stream().mapToInt(point -> point.name().length()).max().orElse(0);
    double side = Math.min(width / 4.0, GAP + CHARACTER * longest);
    double scale =
        Math.min(
            (width - 2 * side) / Math.max(right - left, 1e-12),
            (height - 2 * MARGIN) / Math.max(high - low, 1e-12));
    double[][] places = new double[points.size()][];
    for (int i = 0; i < places.length; i++) {
      Point point = points.get(i);
      places[i] =
          new double[] {
            width / 2.0 + scale * (point.x() - (left + right) / 2),
            height / 2.0 - scale * (point.y() - (low + high) / 2)
          };
    }
    return places;
  }

  private static Spot spot(String name, double x, double y, Box paper, List<Box> taken) {
    double wide = CHARACTER * name.length();
    List<Spot> sides =
        List.of(
            side("axis", x + GAP, y, x + GAP),
            side("axis end", x - GAP, y, x - GAP - wide),
            side("axis mid", x, y - LINE, x - wide / 2),
            side("axis mid", x, y + LINE, x - wide / 2));
    for (Spot each : sides) {
      Box box = new Box(each.box.left, each.box.top, each.box.left + wide, each.box.bottom);
      boolean inside = box.left >= paper.left && box.right <= paper.right;
      if (inside && taken.stream().noneMatch(box::over)) {
        return new Spot(each.css, each.x, each.y, box);
      }
    }
    return sides.get(0);
  }

  private static Spot side(String css, double x, double y, double left) {
    return new Spot(css, x, y, new Box(left, y - LINE / 2, left, y + LINE / 2));
  }
}
