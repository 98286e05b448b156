package org.tengen.web.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.tengen.web.markup.Markup;
import org.tengen.web.plot.Histogram;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.ScatterPlot;
import org.tengen.web.plot.Series;
import org.tengen.web.plot.StackedBars;
import org.tengen.web.plot.Timeline;

/**
 * A result as one HTML page that needs nothing else: style, pictures and script are inside. It is
 * complete without its script, which only shows a point's figures under the pointer.
 */
final class HtmlReport {
  private static final int WIDE = 960;
  private static final int HALF = 500;

  /** Trainings whose weights are shown without being asked for. */
  private static final int MANY = 12;

  private static final int NARROW = 360;

  /** What the style sheet refers to. */
  static final Markup HATCH = pattern();

  private final RunResult result;
  private final RunResult pictured;
  private final Curves curves;
  private final FirstStepsPictures firstSteps;
  private final Markup page = new Markup();

  private HtmlReport(RunResult result) {
    this.result = result;
    this.pictured = result.pictured();
    this.curves = new Curves(result);
    this.firstSteps = new FirstStepsPictures(pictured.runs());
  }

  static String of(RunResult result) {
    return new HtmlReport(result).page();
  }

  private String page() {
    page.verbatim("<!DOCTYPE html>\n").open("html", "lang", "en").line();
    head();
    page.open("body").line().open("main").line();
    page.open("svg", "class", "defs", "aria-hidden", "true").add(HATCH).close().line();
    header();
    table();
    if (curves.hasCurves()) {
      curves();
    }
    losses();
    pictures();
    staleness();
    firstSteps();
    times();
    background();
    page.close().line();
    page.open("script").verbatim(resource("report.js")).close().line();
    page.close().line().close().line();
    return page.toString();
  }

  private void head() {
    page.open("head").line().leaf("meta", "charset", "utf-8").line();
    page.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1").line();
    page.leaf("meta", "name", "color-scheme", "content", "light dark").line();
    page.element("title", "Tengen " + result.job() + ": " + title()).line();
    page.leaf("link", "rel", "icon", "href", "data:,").line();
    page.open("style")
        .verbatim(resource("plot.css") + resource("report.css"))
        .close()
        .line()
        .close()
        .line();
  }

  /** The pattern of idle time. */
  private static Markup pattern() {
    Markup defs = new Markup().open("defs");
    defs.open(
        "pattern", "id", "hatch", "patternUnits", "userSpaceOnUse", "width", "6", "height", "6");
    defs.leaf("rect", "class", "hatched", "width", "6", "height", "6");
    defs.leaf("path", "class", "hatching", "d", "M-1 1L1 -1M0 6L6 0M5 7L7 5");
    return defs.close().close();
  }

  private void header() {
    page.open("header").line();
    page.open("p", "class", "kicker").text("Tengen ").element("b", result.job());
    page.text(" \u00b7 ").element("time", result.startedAt(), "datetime", result.startedAt());
    page.close().line();
    page.element("h1", title()).line();
    if (!result.summary().isEmpty()) {
      page.element("p", result.summary(), "class", "summary").line();
    }
    for (String advice : Advice.of(result)) {
      page.element("p", advice, "class", "advice").line();
    }
    Reasons.of(result).forEach(reason -> page.element("p", reason, "class", "reason").line());
    String circumstances = Circumstances.of(result);
    if (!circumstances.isEmpty()) {
      page.element("p", "Here: " + circumstances, "class", "lead").line();
    }
    page.close().line();
  }

  private String title() {
    if (result.sideBySide()) {
      return "Runs side by side";
    }
    String what = result.runs().size() > 1 ? "Training strategies compared" : "Training report";
    List<Scenario> scenarios = Scenario.of(result.runs());
    return switch (scenarios.size()) {
      case 0 -> what;
      case 1 -> what + ", " + scenarios.get(0).words();
      default -> what + " in " + scenarios.size() + " scenarios";
    };
  }

  private void table() {
    section("Figures", "figures");
    HtmlTable.write(page, ComparisonTable.of(result));
    List<Glossary.Entry> entries = Glossary.of(result.runs());
    if (!entries.isEmpty()) {
      page.open("dl", "class", "glossary").line();
      for (Glossary.Entry entry : entries) {
        page.element("dt", entry.name()).element("dd", entry.meaning()).line();
      }
      page.close().line();
    }
    page.close().line();
  }

  private void curves() {
    section("How fast it learns", "learning");
    if (!result.picturedWords().isEmpty()) {
      lead(result.picturedWords());
    }
    lead(
        "Lower is better, and left is sooner. Against the clock, a strategy gains by not waiting;"
            + " against samples, it shows what a sample was worth; against updates, what one step"
            + " of the optimiser was worth.");
    legend();
    figure(curves.againstSeconds(), "seconds", WIDE, 420, curves.legend());
    page.open("div", "class", "pair").line();
    figure(curves.againstSamples(), "samples", HALF, 360, "");
    figure(curves.againstUpdates(), "updates", HALF, 360, "");
    page.close().line().close().line();
  }

  /** Of word vectors. */
  private void losses() {
    LossCurves losses = new LossCurves(result);
    if (losses.has()) {
      section("How fast it learns", "learning");
      lead(LossCurves.WORDS);
      figure(losses.againstSeconds(), "seconds", WIDE, 420, "");
      figure(losses.againstWords(), "words", WIDE, 360, "");
      page.close().line();
    }
  }

  /** Of chosen words. */
  private void pictures() {
    List<StrategyRun> shown = result.runs().stream().filter(WordPicture::of).toList();
    if (shown.isEmpty()) {
      return;
    }
    section("Chosen words", "chosen-words");
    for (StrategyRun run : shown) {
      picture(run.name(), WordPicture.required(run));
    }
    page.close().line();
  }

  private void picture(String training, WordPicture picture) {
    ScatterPlot plot = picture.plot(training);
    page.open("figure").line().element("h3", plot.title()).line();
    page.add(plot.draw("plot roomy", WIDE, 620)).line();
    page.add(plot.draw("plot narrow", NARROW, 420)).line();
    page.element("figcaption", picture.words(training)).line();
    page.open("details").element("summary", "As a table").line();
    table("Chosen words under " + training, WordPicture.COLUMNS, picture.table());
    page.close().line().close().line();
  }

  private void figure(LinePlot plot, String id, int width, int height, String caption) {
    page.open("figure").line().element("h3", plot.title()).line();
    page.add(plot.draw("plot roomy", id + "-roomy", width, height, true)).line();
    page.add(plot.draw("plot narrow", id + "-narrow", NARROW, 320, false)).line();
    if (!caption.isEmpty()) {
      page.element("figcaption", caption).line();
    }
    page.close().line();
  }

  private void legend() {
    page.open("ul", "class", "legend", "aria-label", "Strategies").line();
    for (int i = 0; i < pictured.runs().size(); i++) {
      String strategy = pictured.runs().get(i).name();
      page.open("li", "data-series", strategy).add(Series.swatch(i)).text(strategy).close().line();
    }
    page.close().line();
  }

  private void staleness() {
    section("How stale the gradients were", "staleness");
    lead(
        "A push's staleness is the number of updates made between the pull of the weights it was"
            + " computed on and its use. The dashed line is the mean that was measured; the dotted one"
            + " is that of theory, a thick one its bound, and a curve its distribution, where it has"
            + " one. The last bar holds all that is staler."
            + (pictured.runs().size() > 1 ? " All panels have the same axis of staleness." : ""));
    page.open("div", "class", "panels").line();
    List<Histogram> histograms = StalenessBars.histograms(pictured.runs());
    for (int i = 0; i < histograms.size(); i++) {
      page.open("figure").add(histograms.get(i).draw("plot", 250, 240)).line();
      String words = StalenessTheory.of(pictured.runs().get(i)).words();
      if (!words.isEmpty()) {
        page.element("figcaption", words).line();
      }
      page.close().line();
    }
    page.close().line().close().line();
  }

  private void firstSteps() {
    if (firstSteps.shown().isEmpty()) {
      return;
    }
    section("The first steps: who waits for whom", "first-steps");
    lead(
        "A row for each worker, from the moment at which all had come. The numbers count its steps."
            + (firstSteps.shown().size() == 1
                ? ""
                : firstSteps.shared()
                    ? " All strategies are shown over the same time."
                    : " Each strategy has a time axis of its own."));
    parts();
    for (FirstStepsPictures.Shown shown : firstSteps.shown()) {
      Timeline timeline = shown.timeline(pictured.clock());
      page.open("figure").line().element("h3", timeline.title()).line();
      page.add(timeline.draw("plot roomy", WIDE)).line();
      page.add(timeline.draw("plot narrow", NARROW)).line();
      page.element("figcaption", (shown.waiting() + " " + shown.others()).strip()).line();
      page.open("details").element("summary", "As a table").line();
      table(shown);
      page.close().line().close().line();
    }
    page.close().line();
  }

  private void table(FirstStepsPictures.Shown shown) {
    table("First steps under " + shown.run().name(), shown.columns(), shown.table());
  }

  private void table(String name, List<String> columns, List<List<String>> rows) {
    page.open("div", "class", "scroll", "role", "region", "aria-label", name, "tabindex", "0");
    page.open("table", "class", "figures steps").open("thead").open("tr");
    columns.forEach(column -> page.element("th", column, "scope", "col"));
    page.close().close().line().open("tbody").line();
    for (List<String> row : rows) {
      page.open("tr").element("th", row.get(0), "scope", "row");
      row.subList(1, row.size()).forEach(cell -> page.element("td", cell));
      page.close().line();
    }
    page.close().close().close().line();
  }

  /** What the shades of a worker's time stand for. */
  private void parts() {
    page.open("ul", "class", "legend", "aria-label", "Parts of a worker's time").line();
    for (LaneParts part : LaneParts.values()) {
      page.open("li")
          .element("i", "", "class", "swatch " + part.css())
          .text(part.title())
          .close()
          .line();
    }
    page.close().line();
  }

  private void times() {
    if (pictured.runs().stream().allMatch(run -> run.lanes().isEmpty())) {
      return;
    }
    section("Where each worker's time went", "time");
    lead(
        "One bar per worker, in seconds of the training's "
            + pictured.clock()
            + ". Idle is time parked in a pull or an acknowledgement, waiting for others.");
    parts();
    StackedBars bars = LaneParts.bars(pictured.runs());
    page.open("figure").line();
    page.add(bars.draw("plot roomy", WIDE)).line();
    page.add(bars.draw("plot narrow", NARROW)).line();
    page.close().line().close().line();
  }

  private void background() {
    section("Repeat it", "repeat");
    page.open("pre").element("code", result.command()).close().line();
    page.open("div", "class", "pair").line();
    pairs("Settings", result.settings());
    pairs("Versions", result.versions());
    page.close().line();
    weights();
    page.close().line();
  }

  private void pairs(String title, Map<String, String> values) {
    page.open("div").line().open("table", "class", "pairs").element("caption", title).line();
    page.open("tbody").line();
    values.forEach(
        (key, value) ->
            page.open("tr").element("th", key, "scope", "row").element("td", value).close().line());
    page.close().close().close().line();
  }

  /** Every training's, folded where they are a long list. */
  private void weights() {
    boolean folded = result.runs().size() > MANY;
    if (folded) {
      page.open("details").line();
      page.element("summary", "Final weights of " + result.runs().size() + " trainings").line();
    }
    digests();
    if (folded) {
      page.close().line();
    }
  }

  private void digests() {
    page.open("table", "class", "pairs weights")
        .element("caption", "Final weights")
        .line()
        .open("tbody")
        .line();
    for (StrategyRun run : result.runs()) {
      page.open("tr").element("th", run.name(), "scope", "row").open("td");
      page.text(
          "seed "
              + run.seed()
              + ", "
              + run.workers()
              + " workers, "
              + run.shards()
              + " shards, SHA-256 ");
      page.element("code", run.weightsSha256()).close().close().line();
    }
    page.close().close().line();
  }

  private void section(String title, String id) {
    page.open("section", "aria-labelledby", id).line().element("h2", title, "id", id).line();
  }

  private void lead(String text) {
    page.element("p", text, "class", "lead").line();
  }

  static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing beside " + HtmlReport.class.getName());
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
