package org.tengen.web.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tengen.web.markup.Markup;
import org.tengen.web.plot.LinePlot;

/**
 * A page of plots with the report's looks, for what is no training report. It needs nothing else.
 *
 * @param title its heading
 * @param words one paragraph each, above the plots
 * @param plots by their files' names, in order
 */
public record PlotPage(String title, List<String> words, Map<String, LinePlot> plots) {
  private static final int WIDE = 960;
  private static final int HIGH = 420;

  /** Keeps their order. */
  public PlotPage {
    words = List.copyOf(words);
    plots = new LinkedHashMap<>(plots);
  }

  /** The page. */
  public String html() {
    Markup page = new Markup();
    page.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    page.open("head").line().leaf("meta", "charset", "utf-8").line();
    page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.leaf("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", "Tengen: " + title).line();
    page.leaf("link", "rel", "icon", "href", "data:,").line();
    page.open("style")
        .verbatim(HtmlReport.resource("plot.css") + HtmlReport.resource("report.css"))
        .close()
        .line();
    page.close().line().open("body").line().open("main").line();
    page.open("header").line().element("h1", title).line();
    words.forEach(each -> page.element("p", each, "class", "lead").line());
    page.close().line();
    plots.forEach((name, plot) -> figure(page, name, plot));
    return page.close().line().close().line().close().line().toString();
  }

  private static void figure(Markup page, String name, LinePlot plot) {
    page.open("figure").line().element("h3", plot.title()).line();
    page.add(plot.draw("plot", name, WIDE, HIGH, true)).line();
    page.close().line();
  }

  /** Each plot as an SVG picture that stands alone, by file name. */
  public Map<String, String> pictures() {
    Map<String, String> pictures = new LinkedHashMap<>();
    plots.forEach((name, plot) -> pictures.put(name + ".svg", Pictures.lines(plot)));
    return pictures;
  }
}
