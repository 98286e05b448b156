package org.tengen.web.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tengen.web.markup.Markup;
import org.tengen.web.plot.Histogram;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Picture;

/** The report's pictures as files of their own, for slides and pages. */
final class Pictures {
  private static final String CSS = "plot";
  private static final int WIDE = 820;

  private Pictures() {}

  /** The files' texts by name. */
  static Map<String, String> of(RunResult result) {
    Map<String, String> files = new LinkedHashMap<>();
    RunResult pictured = result.pictured();
    Curves curves = new Curves(result);
    if (curves.hasCurves()) {
      files.put("perplexity-seconds.svg", lines(curves.againstSeconds()));
      files.put("perplexity-samples.svg", lines(curves.againstSamples()));
      files.put("perplexity-updates.svg", lines(curves.againstUpdates()));
    }
    LossCurves losses = new LossCurves(result);
    if (losses.has()) {
      files.put("loss-seconds.svg", lines(losses.againstSeconds()));
      files.put("loss-words.svg", lines(losses.againstWords()));
    }
    for (StrategyRun run : result.runs()) {
      if (WordPicture.of(run)) {
        Markup drawn = WordPicture.required(run).plot(run.name()).draw(CSS, WIDE, 560);
        files.put("chosen-words-" + slug(run.name()) + ".svg", file(drawn));
      }
    }
    List<Histogram> staleness = StalenessBars.histograms(pictured.runs());
    for (int i = 0; i < staleness.size(); i++) {
      String name = slug(pictured.runs().get(i).name());
      files.put("staleness-" + name + ".svg", file(staleness.get(i).draw(CSS, 330, 260)));
    }
    FirstStepsPictures firstSteps = new FirstStepsPictures(pictured.runs());
    for (FirstStepsPictures.Shown shown : firstSteps.shown()) {
      Markup drawn = shown.timeline(pictured.clock()).draw(CSS, WIDE);
      files.put("first-steps-" + slug(shown.run().name()) + ".svg", file(drawn));
    }
    if (pictured.runs().stream().anyMatch(run -> !run.lanes().isEmpty())) {
      files.put("workers.svg", file(LaneParts.bars(pictured.runs()).draw(CSS, WIDE)));
    }
    return files;
  }

  static String lines(LinePlot plot) {
    return file(plot.draw(CSS, "inside", WIDE, 400, true));
  }

  private static String file(Markup drawn) {
    return Picture.file(drawn, HtmlReport.resource("plot.css"), HtmlReport.HATCH);
  }

  /** A name that is a file's anywhere. */
  private static String slug(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
  }
}
