package org.tengen.web.report;

import java.util.ArrayList;
import java.util.List;
import org.tengen.web.report.ComparisonTable.Cell;
import org.tengen.web.report.ComparisonTable.Column;

/**
 * The comparison as plain text, in ASCII and at most 100 columns wide (a little wider where runs of
 * several codecs are shown): a strategy's name is cut if it must be. The best figures have a star.
 */
public final class TerminalTable {
  private static final int WIDTH = 100;
  private static final int SHORTEST_NAME = 4;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final int[] widths;
  private final int gap;

  private TerminalTable(ComparisonTable table) {
    this.columns = table.columns();
    this.widths = columns.stream().mapToInt(column -> column.under().length()).toArray();
    for (List<Cell> row : table.rows()) {
      rows.add(texts(table, row));
    }
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (int i = 0; i < widths.length; i = nextGroup(i)) {
      int over = columns.get(i).over().length();
      widths[i] += Math.max(0, over - span(i, 1));
    }
    this.gap = excess(2) > 0 ? 1 : 2;
    widths[0] = Math.max(SHORTEST_NAME, widths[0] - Math.max(0, excess(gap)));
  }

  /** The table with its notes; every line ends with a line feed. */
  public static String of(RunResult result) {
    ComparisonTable table = ComparisonTable.of(result);
    StringBuilder out = new StringBuilder();
    new TerminalTable(table).write(out);
    boolean starred = table.rows().stream().flatMap(List::stream).anyMatch(Cell::best);
    out.append(starred ? "* best\n" : "");
    table.notes().forEach(note -> out.append(note).append('\n'));
    return out.toString();
  }

  /** A row's words; where a column has a best figure, the others leave room for its star. */
  private static List<String> texts(ComparisonTable table, List<Cell> row) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      int column = i;
      boolean starred = table.rows().stream().anyMatch(other -> other.get(column).best());
      String star = row.get(i).best() ? "*" : starred ? " " : "";
      texts.add(ascii(row.get(i).text()) + star);
    }
    return texts;
  }

  private static String ascii(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  /** By how many characters the table would be too wide. */
  private int excess(int gapWidth) {
    int width = -gapWidth;
    for (int column : widths) {
      width += column + gapWidth;
    }
    return width - WIDTH;
  }

  private void write(StringBuilder out) {
    groups(out);
    row(out, columns.stream().map(Column::under).toList());
    rows.forEach(row -> row(out, row));
  }

  /** The first column after {@code from} that does not share its upper heading. */
  private int nextGroup(int from) {
    String over = columns.get(from).over();
    int next = from + 1;
    while (next < widths.length && !over.isEmpty() && columns.get(next).over().equals(over)) {
      next++;
    }
    return next;
  }

  /** The width of the columns that share an upper heading. */
  private int span(int from, int gapWidth) {
    int width = widths[from];
    for (int i = from + 1; i < nextGroup(from); i++) {
      width += gapWidth + widths[i];
    }
    return width;
  }

  /** The upper line of the headings, each in the middle of its columns or at a single one's end. */
  private void groups(StringBuilder out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i = nextGroup(i)) {
      String over = columns.get(i).over();
      int room = span(i, gap) - over.length();
      int before = nextGroup(i) == i + 1 ? room : (room + 1) / 2;
      line.append(" ".repeat(i == 0 ? 0 : gap)).append(" ".repeat(before)).append(over);
      line.append(" ".repeat(room - before));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private void row(StringBuilder out, List<String> cells) {
    String name = cells.get(0);
    name = name.length() > widths[0] ? name.substring(0, widths[0] - 1) + "~" : name;
    StringBuilder line = new StringBuilder(name).append(" ".repeat(widths[0] - name.length()));
    for (int i = 1; i < cells.size(); i++) {
      line.append(" ".repeat(gap + widths[i] - cells.get(i).length())).append(cells.get(i));
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }
}
