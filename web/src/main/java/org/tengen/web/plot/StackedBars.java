package org.tengen.web.plot;

import java.util.List;
import java.util.function.Function;
import org.tengen.web.markup.Markup;

/**
 * Horizontal bars, each of several parts laid end to end, in named groups over one axis.
 *
 * @param noteTitle heading of the bars' notes
 * @param parts the style sheet's classes of the parts, in their order
 */
public record StackedBars(
    String title,
    String description,
    Axis x,
    String noteTitle,
    List<String> parts,
    List<Group> groups) {

  private static final double TOP = 6;
  private static final double BOTTOM = 46;
  private static final double HEADING = 26;
  private static final double CHARACTER = 7.2;

  /** Below this height of a row, only every eighth bar is named. */
  private static final double NAMED = 11;

  /** How much room words inside a part need. */
  private static final double SPOKEN = 38;

  /** Bars that belong together under a heading. */
  public record Group(String name, int style, List<Bar> bars) {
    public Group {
      bars = List.copyOf(bars);
    }
  }

  /**
   * One bar.
   *
   * @param note a figure to the right of it
   * @param parts one for each of the plot's parts, in their order
   */
  public record Bar(String name, String note, List<Part> parts) {
    public Bar {
      parts = List.copyOf(parts);
    }
  }

  /**
   * A part of a bar.
   *
   * @param text a word to write into it if there is room
   * @param label says what it is, with units
   */
  public record Part(double length, String text, String label) {}

  public StackedBars {
    parts = List.copyOf(parts);
    groups = List.copyOf(groups);
  }

  /** The picture; as high as its bars need. */
  public Markup draw(String css, int width) {
    double inner = 8;
    for (Group group : groups) {
      inner += HEADING + group.bars().size() * row(group);
    }
    double left = 14 + CHARACTER * longest(Bar::name);
    double right = noteWidth() + 2;
    Axis none = new Axis("", Scale.linear(0, 1));
    Frame frame = new Frame(left, TOP, width - left - right, inner, x, none);
    Canvas canvas = new Canvas(css, width, TOP + inner + BOTTOM, title, description);
    frame.drawVerticals(canvas);
    double y = TOP;
    for (Group group : groups) {
      double heading = y + HEADING / 2 + 2;
      canvas.text("name " + Series.cssClass(group.style()), 2, heading, group.name());
      canvas.text("tick end", width - 2, heading, noteTitle);
      draw(canvas, frame, group, y + HEADING);
      y += HEADING + group.bars().size() * row(group);
    }
    frame.drawX(canvas);
    return canvas.finish();
  }

  private double noteWidth() {
    return 12 + CHARACTER * Math.max(longest(Bar::note), noteTitle.length());
  }

  private int longest(Function<Bar, String> words) {
    return groups.stream()
        .flatMap(group -> group.bars().stream())
        .mapToInt(bar -> words.apply(bar).length())
        .max()
        .orElse(1);
  }

  /** A row's height, so that groups of any size stay on a page. */
  private static double row(Group group) {
    int bars = group.bars().size();
    return bars <= 8 ? 22 : bars <= 32 ? NAMED : 5;
  }

  private void draw(Canvas canvas, Frame frame, Group group, double top) {
    double row = row(group);
    for (int i = 0; i < group.bars().size(); i++) {
      Bar bar = group.bars().get(i);
      double y = top + i * row;
      draw(canvas, frame, bar, y, row);
      if (row >= NAMED || i % 8 == 0) {
        canvas.text("tick end", frame.left() - 7, y + row / 2 - 1, bar.name());
        canvas.text("tick end", frame.right() + noteWidth(), y + row / 2 - 1, bar.note());
      }
    }
  }

  private void draw(Canvas canvas, Frame frame, Bar bar, double y, double row) {
    double gap = row >= NAMED ? 3 : 1;
    double from = 0;
    for (int i = 0; i < parts.size(); i++) {
      Part part = bar.parts().get(i);
      double left = frame.x(from);
      from += part.length();
      double length = frame.x(from) - left;
      if (length > 0.05) {
        canvas.box("part " + parts.get(i), left, y, length, row - gap, part.label());
      }
      if (length > SPOKEN && row > NAMED) {
        canvas.text("in mid on-" + parts.get(i), left + length / 2, y + row / 2 - 1, part.text());
      }
    }
  }
}
