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
  private static final double CHARACTER = 7.7;
  private static final double MARKER = 3.2;

  /**
   * A value to compare with, drawn over the whole width.
   *
   * @param value y in words
   */
  public record Level(String name, String value, double y) {}

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
   * @param valued are the lines' last values written beside their names?
   */
  public Markup draw(String css, String id, int width, int height, boolean valued) {
    double right = 20 + CHARACTER * longestName(valued);
    Frame frame = new Frame(LEFT, TOP, width - LEFT - right, height - TOP - BOTTOM, x, y);
    Canvas canvas = new Canvas(css, width, height, title, description);
    frame.drawAxes(canvas);
    clip(canvas.markup(), frame, id);
    for (Level level : levels) {
      double at = frame.y(level.y());
      canvas.line("level", frame.left(), at, frame.right(), at);
    }
    for (Series line : series) {
      canvas.series(line.style(), line.name());
      String clipped = "url(#" + id + ")";
      if (!line.band().isEmpty()) {
        canvas
            .markup()
            .leaf("polygon", "class", "band", "clip-path", clipped, "points", band(frame, line));
      }
      canvas.markup().leaf("path", "class", "line", "clip-path", clipped, "d", path(frame, line));
      line.points().forEach(point -> marker(canvas, frame, line.style(), point));
      Series.Point mark = line.mark();
      if (mark != null) {
        canvas.circle("ring", frame.x(mark.x()), frame.y(mark.y()), 7, mark.label());
      }
      canvas.close();
    }
    labels(frame, valued).forEach(label -> draw(canvas, frame, label));
    return canvas.finish();
  }

  private int longestName(boolean valued) {
    int longest = 4;
    for (Series line : series) {
      longest = Math.max(longest, name(line.name(), line.value(), valued).length());
    }
    for (Level level : levels) {
      longest = Math.max(longest, name(level.name(), level.value(), valued).length());
    }
    return longest;
  }

  private static String name(String name, String value, boolean valued) {
    return valued ? name + " " + value : name;
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
        Numbers.at(frame.width() + MARKER),
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

  /** Along the highest values, and back along the lowest. */
  private static String band(Frame frame, Series line) {
    StringBuilder there = new StringBuilder();
    StringBuilder back = new StringBuilder();
    for (Series.Range range : line.band()) {
      String x = Numbers.at(frame.x(range.x()));
      there.append(x).append(',').append(Numbers.at(edge(frame, range.high()))).append(' ');
      back.insert(0, x + "," + Numbers.at(edge(frame, range.low())) + " ");
    }
    return there.append(back).toString().strip();
  }

  /** Where a value lies; above the plot if it is no number. */
  private static double edge(Frame frame, double value) {
    return Double.isFinite(value) ? frame.y(value) : frame.top() - LABEL_HEIGHT;
  }

  private static void marker(Canvas canvas, Frame frame, int style, Series.Point point) {
    double px = frame.x(point.x());
    String from = "M" + Numbers.at(px) + " " + Numbers.at(frame.top());
    if (!Double.isFinite(point.y())) {
      canvas.path("point lost", from + "m-5 1l10 10m0 -10l-10 10", point.label());
    } else if (frame.y(point.y()) < frame.top() - MARKER) {
      canvas.path("point", from + "m0 -5l4 7h-8z", point.label());
    } else {
      String shape = Series.marker(style, px, frame.y(point.y()), MARKER);
      canvas.path("point", shape, point.label());
    }
  }

  /** Names in order from the top, none over another. */
  private List<Label> labels(Frame frame, boolean valued) {
    List<Label> wanted = new ArrayList<>();
    for (Level level : levels) {
      double at = frame.y(level.y());
      wanted.add(
          new Label(
              name(level.name(), level.value(), valued), "name muted", frame.right(), at, at));
    }
    for (Series line : series) {
      if (!line.points().isEmpty()) {
        Series.Point last = line.points().get(line.points().size() - 1);
        double at =
            Double.isFinite(last.y())
                ? Math.max(frame.top() + 6, frame.y(last.y()))
                : frame.top() + 6;
        String css = "name " + Series.cssClass(line.style());
        wanted.add(
            new Label(name(line.name(), line.value(), valued), css, frame.x(last.x()), at, at));
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

  private static void draw(Canvas canvas, Frame frame, Label label) {
    double to = frame.right() + 14;
    double at = label.wanted();
    if (label.fromX() < frame.right() - 8) {
      canvas.line("leader", label.fromX() + 7, at, frame.right(), at);
    }
    canvas.line("leader", frame.right() + 5, at, to - 2, label.y());
    canvas.text(label.css(), to, label.y(), label.text());
  }
}
