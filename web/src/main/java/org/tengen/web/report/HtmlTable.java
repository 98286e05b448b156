package org.tengen.web.report;

import java.util.List;
import org.tengen.web.markup.Markup;
import org.tengen.web.plot.Series;
import org.tengen.web.report.ComparisonTable.Cell;
import org.tengen.web.report.ComparisonTable.Column;

/** The comparison's table in HTML, with headings that say which cells they are for. */
final class HtmlTable {
  private HtmlTable() {}

  static void write(Markup page, ComparisonTable table) {
    page.open("div", "class", "scroll", "role", "region", "aria-label", "Figures", "tabindex", "0");
    page.line().open("table", "class", "figures").line();
    head(page, table.columns());
    page.open("tbody").line();
    for (int i = 0; i < table.rows().size(); i++) {
      row(page, table.rows().get(i), table.styles().get(i));
    }
    page.close().close().close().line();
    page.open("ul", "class", "notes").line();
    table.notes().forEach(note -> page.element("li", note).line());
    page.close().line();
  }

  private static void head(Markup page, List<Column> columns) {
    page.open("thead").line().open("tr");
    for (int i = 0; i < columns.size(); ) {
      String over = columns.get(i).over();
      int span = 1;
      while (!over.isEmpty()
          && i + span < columns.size()
          && columns.get(i + span).over().equals(over)) {
        span++;
      }
      if (over.isEmpty()) {
        page.element("th", columns.get(i).under(), "scope", "col", "rowspan", "2");
      } else {
        page.element("th", over, "scope", "colgroup", "colspan", Integer.toString(span));
      }
      i += span;
    }
    page.close().line().open("tr");
    for (Column column : columns) {
      if (!column.over().isEmpty()) {
        page.element("th", column.under(), "scope", "col");
      }
    }
    page.close().close().line();
  }

  private static void row(Markup page, List<Cell> cells, int style) {
    page.open("tr").open("th", "scope", "row");
    page.add(Series.swatch(style)).text(cells.get(0).text()).close();
    for (Cell cell : cells.subList(1, cells.size())) {
      if (cell.best()) {
        page.open("td", "class", "best").element("b", cell.text()).close();
      } else {
        page.element("td", cell.text());
      }
    }
    page.close().line();
  }
}
