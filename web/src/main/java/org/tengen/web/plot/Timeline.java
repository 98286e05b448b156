package org.tengen.web.plot;

import java.util.List;
import org.tengen.web.markup.Markup;

/**
 * What several workers did one after the other, a row each over one axis of time.
 *
 * @param description what is to be seen, for those who cannot see it
 */
public record Timeline(String title, String description, Axis x, List<Row> rows) {
  private static final double TOP = 6;
  private static final double BOTTOM = 46;
  private static final double ROW = 22;
  private static final double GAP = 4;
  private static final double CHARACTER = 7.2;

  /** How much room a word inside a piece needs, beside its characters. */
  private static final double PADDING = 6;

  /** Pieces in their order, not overlapping. */
  public record Row(String name, List<Piece> pieces) {
    public Row {
      pieces = List.copyOf(pieces);
    }
  }

  /**
   * A stretch of time.
   *
   * @param css what it was spent with: a class of the style sheet
   * @param text to write into it if there is room
   * @param label says what it is, with units
   */
  public record Piece(double from, double to, String css, String text, String label) {}

  public Timeline {
    rows = List.copyOf(rows);
  }

  /** The picture; as high as its rows need. */
  public Markup draw(String css, int width) {
    int longest = rows.stream().mapToInt(row -> row.name().length()).max().orElse(1);
    double left = 14 + CHARACTER * longest;
    double inner = Math.max(1, rows.size()) * ROW;
    Axis none = new Axis("", Scale.linear(0, 1));
    Frame frame = new Frame(left, TOP, width - left - 10, inner, x, none);
    Canvas canvas = new Canvas(css, width, TOP + inner + BOTTOM, title, description);
    frame.drawVerticals(canvas);
    for (int i = 0; i < rows.size(); i++) {
      double y = TOP + i * ROW;
      canvas.text("tick end", left - 7, y + (ROW - GAP) / 2, rows.get(i).name());
      for (Piece piece : rows.get(i).pieces()) {
        draw(canvas, frame, piece, y);
      }
    }
    frame.drawX(canvas);
    return canvas.finish();
  }

  private static void draw(Canvas canvas, Frame frame, Piece piece, double y) {
    double from = frame.x(piece.from());
    double length = frame.x(piece.to()) - from;
    if (length < 0.05) {
      return;
    }
    canvas.box("part " + piece.css(), from, y, length, ROW - GAP, piece.label());
    if (!piece.text().isEmpty() && length > PADDING + CHARACTER * piece.text().length()) {
      double middle = from + length / 2;
      canvas.text("in mid on-" + piece.css(), middle, y + (ROW - GAP) / 2, piece.text());
    }
  }
}
