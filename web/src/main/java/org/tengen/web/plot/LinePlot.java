package org.tengen.web.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tengen.web.markup.Markup;

/**
 * Lines over two axes, each named beside its end.
 *
 * <p>A value above the y axis is marked by an arrow at the top edge, one that is not finite by a
 * cross.
 *
 * @param description what is to be seen, for those who cannot see it
 * @param levels horizontal lines to compare with
 */
public record LinePlot(
    String title, String description, Axis x, Axis y, List<Series> series, List<Level> levels) {

  private static final double TOP = 34;
  private static final double BOTTOM = 46;
  private static final double LEFT = 46;
  private static final double LABEL_HEIGHT = 16;
  private static final double CHARACTER = 6.7;
  private static final double MARKER = 3.2;

  /** A value to compare with, drawn over the whole width. */
  public record Level(String name, double y) {}

  /** A name beside the plot: where it should stand, and where there is room. */
  private record Label(String text, String css, double fromX, double wanted, double y) {}

  public LinePlot {
    series = List.copyOf(series);
    levels = List.copyOf(levels);
  }

  /**
   * The picture.
   *
   * @param css the picture's class
   * @param id a name for what is defined inside, unique in the page
   */
  public Markup draw(String css, String id, int width, int height) {
    double right = 20 + CHARACTER * longestName();
    Frame frame = new Frame(LEFT, TOP, width - LEFT - right, height - TOP - BOTTOM, x, y);
    Markup svg = Frame.picture(css, width, height, title, description);
    frame.draw(svg);
    clip(svg, frame, id);
    for (Level level : levels) {
      Frame.line(svg, "level", frame.left(), frame.y(level.y()), frame.right(), frame.y(level.y()));
    }
    for (Series line : series) {
      svg.open("g", "class", "series " + Series.cssClass(line.style()), "data-series", line.name());
      svg.leaf("path", "class", "line", "clip-path", "url(#" + id + ")", "d", path(frame, line));
      line.points().forEach(point -> marker(svg, frame, line.style(), point));
      ring(svg, frame, line);
      svg.close();
    }
    labels(frame).forEach(label -> draw(svg, frame, label));
    return svg.close();
  }

  private int longestName() {
    int longest = 4;
    for (Series line : series) {
      longest = Math.max(longest, line.name().length());
    }
    for (Level level : levels) {
      longest = Math.max(longest, level.name().length());
    }
    return longest;
  }

  private static void clip(Markup svg, Frame frame, String id) {
    svg.open("clipPath", "id", id);
    svg.leaf(
        "rect",
        "x",
        Numbers.at(frame.left()),
        "y",
        Numbers.at(frame.top()),
        "width",
        Numbers.at(frame.width()),
        "height",
        Numbers.at(frame.height()));
    svg.close();
  }

  private static String path(Frame frame, Series line) {
    StringBuilder path = new StringBuilder();
    boolean pen = false;
    for (Series.Point point : line.points()) {
      boolean drawn = Double.isFinite(point.y());
      if (drawn) {
        path.append(pen ? 'L' : 'M').append(Numbers.at(frame.x(point.x()))).append(' ');
        path.append(Numbers.at(frame.y(point.y())));
      }
      pen = drawn;
    }
    return path.toString();
  }

  private static void marker(Markup svg, Frame frame, int style, Series.Point point) {
    double px = frame.x(point.x());
    String shape;
    String css = "point";
    if (!Double.isFinite(point.y())) {
      shape = "M" + Numbers.at(px - 5) + " " + Numbers.at(frame.top() + 1) + "l10 10m0 -10l-10 10";
      css = "point lost";
    } else if (frame.y(point.y()) < frame.top() - MARKER) {
      shape = "M" + Numbers.at(px) + " " + Numbers.at(frame.top() - 5) + "l4 7h-8z";
    } else {
      shape = Series.marker(style, px, frame.y(point.y()), MARKER);
    }
    svg.open("path", "class", css, "d", shape).element("title", point.label()).close();
  }

  private static void ring(Markup svg, Frame frame, Series line) {
    Series.Point mark = line.mark();
    if (mark != null) {
      svg.open(
          "circle",
          "class",
          "ring",
          "cx",
          Numbers.at(frame.x(mark.x())),
          "cy",
          Numbers.at(frame.y(mark.y())),
          "r",
          "7");
      svg.element("title", mark.label()).close();
    }
  }

  /** Names in order from the top, none over another. */
  private List<Label> labels(Frame frame) {
    List<Label> wanted = new ArrayList<>();
    for (Level level : levels) {
      double at = frame.y(level.y());
      wanted.add(new Label(level.name(), "name muted", frame.right(), at, at));
    }
    for (Series line : series) {
      if (!line.points().isEmpty()) {
        Series.Point last = line.points().get(line.points().size() - 1);
        double at =
            Double.isFinite(last.y())
                ? Math.max(frame.top() + 6, frame.y(last.y()))
                : frame.top() + 6;
        String css = "name " + Series.cssClass(line.style());
        wanted.add(new Label(line.name(), css, frame.x(last.x()), at, at));
      }
    }
    wanted.sort(Comparator.comparingDouble(Label::wanted));
    return spread(wanted, frame.bottom());
  }

  private static List<Label> spread(List<Label> wanted, double bottom) {
    double[] at = new double[wanted.size()];
    double next = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < at.length; i++) {
      at[i] = Math.max(next, wanted.get(i).wanted());
      next = at[i] + LABEL_HEIGHT;
    }
    double limit = bottom;
    for (int i = at.length - 1; i >= 0; i--) {
      at[i] = Math.min(at[i], limit);
      limit = at[i] - LABEL_HEIGHT;
    }
    List<Label> placed = new ArrayList<>();
    for (int i = 0; i < at.length; i++) {
      Label label = wanted.get(i);
      placed.add(new Label(label.text(), label.css(), label.fromX(), label.wanted(), at[i]));
    }
    return placed;
  }

  private static void draw(Markup svg, Frame frame, Label label) {
    double to = frame.right() + 14;
    if (label.fromX() < frame.right() - 8) {
      Frame.line(svg, "leader", label.fromX() + 7, label.wanted(), frame.right(), label.wanted());
    }
    Frame.line(svg, "leader", frame.right() + 1, label.wanted(), to - 2, label.y());
    svg.element(
        "text",
        label.text(),
        "class",
        label.css(),
        "x",
        Numbers.at(to),
        "y",
        Numbers.at(label.y() + Frame.BASELINE));
  }
}
