package org.tengen.web.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that is written of a result when a run is over. */
public final class Report {
  /** The page's name in a run's folder. */
  public static final String HTML = "report.html";

  /** The Markdown file's name in a run's folder. */
  public static final String MARKDOWN = "report.md";

  private Report() {}

  /**
   * The files' texts by name, in the order in which they are to be written: {@code result.json} is
   * last, and its presence says that the run is finished. All are UTF-8.
   */
  public static Map<String, String> files(RunResult result) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put(HTML, html(result));
    files.put(MARKDOWN, MarkdownReport.of(result));
    files.put(ResultJson.FILE, ResultJson.write(result));
    return files;
  }

  /** The pictures' texts by file name: SVG that stands alone. */
  public static Map<String, String> pictures(RunResult result) {
    return Pictures.of(result);
  }

  /** One page with everything in it; opens without a network. */
  public static String html(RunResult result) {
    return HtmlReport.of(result);
  }
}
