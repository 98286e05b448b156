package org.tengen.web.plot;

import java.util.List;
import org.tengen.web.markup.Markup;

/**
 * Horizontal bars, each of several parts laid end to end, in named groups over one axis.
 *
 * @param parts the style sheet's classes of the parts, in their order
 */
public record StackedBars(
    String title, String description, Axis x, List<String> parts, List<Group> groups) {

  private static final double TOP = 6;
  private static final double BOTTOM = 46;
  private static final double HEADING = 24;
  private static final double CHARACTER = 7.2;

  /** Bars that belong together under a heading. */
  public record Group(String name, int style, List<Bar> bars) {
    public Group {
      bars = List.copyOf(bars);
    }
  }

  /**
   * One bar.
   *
   * @param lengths one per part
   * @param labels one per part: what it is, in words
   */
  public record Bar(String name, List<Double> lengths, List<String> labels) {
    public Bar {
      lengths = List.copyOf(lengths);
      labels = List.copyOf(labels);
    }
  }

  public StackedBars {
    parts = List.copyOf(parts);
    groups = List.copyOf(groups);
  }

  public Markup draw(String css, int width) {
    int most = groups.stream().mapToInt(group -> group.bars().size()).max().orElse(0);
    double row = most <= 8 ? 20 : most <= 32 ? 11 : 5;
    int total = groups.stream().mapToInt(group -> group.bars().size()).sum();
    double inner = groups.size() * HEADING + total * row + 8;
    double left = 14 + CHARACTER * longestName();
    Frame frame =
        new Frame(left, TOP, width - left - 14, inner, x, new Axis("", Scale.linear(0, 1)));
    Markup svg = Frame.picture(css, width, TOP + inner + BOTTOM, title, description);
    verticals(svg, frame);
    double y = TOP;
    for (Group group : groups) {
      svg.element(
          "text",
          group.name(),
          "class",
          "name " + Series.cssClass(group.style()),
          "x",
          "2",
          "y",
          Numbers.at(y + HEADING - 8));
      y += HEADING;
      for (int i = 0; i < group.bars().size(); i++) {
        draw(svg, frame, group.bars().get(i), y, row, row >= 11 || i % 8 == 0);
        y += row;
      }
    }
    frame.xTicks(svg);
    svg.element(
        "text",
        x.title(),
        "class",
        "axis mid",
        "x",
        Numbers.at(left + frame.width() / 2),
        "y",
        Numbers.at(frame.bottom() + 36));
    return svg.close();
  }

  private int longestName() {
    return groups.stream()
        .flatMap(group -> group.bars().stream())
        .mapToInt(bar -> bar.name().length())
        .max()
        .orElse(1);
  }

  private static void verticals(Markup svg, Frame frame) {
    for (double tick : frame.x().scale().ticks((int) Math.max(2, frame.width() / 75))) {
      Frame.line(svg, "grid", frame.x(tick), frame.top(), frame.x(tick), frame.bottom());
    }
  }

  private void draw(Markup svg, Frame frame, Bar bar, double y, double row, boolean named) {
    double gap = row >= 11 ? 3 : 1;
    if (named) {
      svg.element(
          "text",
          bar.name(),
          "class",
          "tick end",
          "x",
          Numbers.at(frame.left() - 7),
          "y",
          Numbers.at(y + (row - gap) / 2 + Frame.BASELINE));
    }
    double from = 0;
    for (int i = 0; i < parts.size(); i++) {
      double to = from + bar.lengths().get(i);
      double left = frame.x(from);
      double length = frame.x(to) - left;
      if (length > 0.05) {
        svg.open(
            "rect",
            "class",
            "part " + parts.get(i),
            "x",
            Numbers.at(left),
            "y",
            Numbers.at(y),
            "width",
            Numbers.at(length),
            "height",
            Numbers.at(row - gap));
        svg.element("title", bar.labels().get(i)).close();
      }
      from = to;
    }
  }
}
