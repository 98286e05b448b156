package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tengen.web.report.ComparisonTable.Cell;
import org.tengen.web.report.ComparisonTable.Column;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.web.report.StrategyRun.LaneTime;

/**
 * A result as Markdown, complete in itself: what the page draws is given as tables and bars of
 * text.
 */
final class MarkdownReport {
  private static final int CURVE_ROWS = 11;
  private static final int BAR = 40;

  private final RunResult result;
  private final RunResult pictured;
  private final StringBuilder out = new StringBuilder();

  private MarkdownReport(RunResult result) {
    this.result = result;
    this.pictured = result.pictured();
  }

  static String of(RunResult result) {
    return new MarkdownReport(result).text();
  }

  private String text() {
    out.append("# Tengen ").append(escape(result.job())).append("\n\n");
    out.append(escape(result.startedAt())).append("\n\n");
    if (!result.summary().isEmpty()) {
      out.append("**").append(escape(result.summary())).append("**\n\n");
    }
    for (String advice : Advice.of(result)) {
      out.append("**").append(escape(advice)).append("**\n\n");
    }
    Reasons.of(result).forEach(reason -> out.append(escape(reason)).append("\n\n"));
    String circumstances = Circumstances.of(result);
    if (!circumstances.isEmpty()) {
      out.append("Here: ").append(escape(circumstances)).append("\n\n");
    }
    figures();
    learning();
    losses();
    pictures();
    staleness();
    firstSteps();
    times();
    background();
    return out.toString();
  }

  private void figures() {
    ComparisonTable table = ComparisonTable.of(result);
    heading("Figures");
    header(table.columns().stream().map(MarkdownReport::name).toList(), 1);
    for (List<Cell> row : table.rows()) {
      row(
          row.stream()
              .map(cell -> cell.best() ? "**" + escape(cell.text()) + "**" : escape(cell.text()))
              .toList());
    }
    out.append('\n');
    table.notes().forEach(note -> out.append("- ").append(escape(note)).append('\n'));
    Glossary.of(result.runs())
        .forEach(
            e ->
                out.append("- **")
                    .append(escape(e.name()))
                    .append("**: ")
                    .append(escape(e.meaning()))
                    .append('\n'));
    out.append('\n');
  }

  private static String name(Column column) {
    return column.over().isEmpty() ? column.under() : column.over() + " " + column.under();
  }

  /** The curves at equal steps of each training's course. */
  private void learning() {
    if (pictured.runs().stream().allMatch(run -> run.curve().size() < 2)) {
      return;
    }
    heading("How fast it learns");
    if (!result.picturedWords().isEmpty()) {
      out.append(escape(result.picturedWords())).append("\n\n");
    }
    out.append("Perplexity, with the seconds (")
        .append(result.clock())
        .append("), samples and updates at which it was measured.\n\n");
    for (Repeats line : result.lines()) {
      out.append("### ").append(escape(line.name())).append("\n\n");
      if (line.seeds() == 1) {
        curve(line.runs().get(0));
      } else {
        spread(line);
      }
      out.append('\n');
    }
  }

  private void curve(StrategyRun run) {
    List<String> names = new ArrayList<>();
    names.addAll(
        List.of("seconds", "samples", "updates", "train perplexity", "validation perplexity"));
    names.addAll(BoardFigures.has(run) ? BoardFigures.COLUMNS : List.of());
    header(names, 0);
    for (CurvePoint point : spaced(run.curve())) {
      Double train = point.trainPerplexity();
      List<String> cells = new ArrayList<>();
      cells.add(fixed(point.seconds(), 1));
      cells.add(whole(point.samples()));
      cells.add(whole(point.updates()));
      cells.add(train == null ? "-" : significant(train, 4));
      cells.add(significant(point.validationPerplexity(), 4));
      cells.addAll(BoardFigures.has(run) ? BoardFigures.cells(point.figures()) : List.of());
      row(cells);
    }
  }

  /** Medians over the seeds, with the extremes of the perplexity. */
  private void spread(Repeats line) {
    List<SpreadCurve.Point> seconds = spaced(SpreadCurve.of(line.runs(), CurvePoint::seconds));
    List<SpreadCurve.Point> samples = spaced(SpreadCurve.of(line.runs(), CurvePoint::samples));
    List<SpreadCurve.Point> updates = spaced(SpreadCurve.of(line.runs(), CurvePoint::updates));
    header(List.of("seconds", "samples", "updates", "validation perplexity", "low-high"), 0);
    for (int i = 0; i < samples.size(); i++) {
      Repeats.Spread perplexity = samples.get(i).perplexity();
      row(
          List.of(
              fixed(seconds.get(i).x(), 1),
              whole(Math.round(samples.get(i).x())),
              whole(Math.round(updates.get(i).x())),
              significant(perplexity.median(), 4),
              significant(perplexity.low(), 4) + "-" + significant(perplexity.high(), 4)));
    }
  }

  /** At most {@link #CURVE_ROWS} of the points, the first and the last among them. */
  static <P> List<P> spaced(List<P> curve) {
    if (curve.size() <= CURVE_ROWS) {
      return curve;
    }
    List<P> kept = new ArrayList<>();
    for (int i = 0; i < CURVE_ROWS; i++) {
      kept.add(curve.get((int) Math.round(i * (curve.size() - 1.0) / (CURVE_ROWS - 1))));
    }
    return kept;
  }

  /** The losses of word vectors. */
  private void losses() {
    if (!new LossCurves(result).has()) {
      return;
    }
    heading("How fast it learns");
    out.append(escape(LossCurves.WORDS)).append("\n\n");
    for (StrategyRun run : result.runs()) {
      out.append("### ").append(escape(run.name())).append("\n\n");
      header(List.of("seconds", "words", "loss"), 0);
      for (WordFigures.Loss point : spaced(LossCurves.losses(run))) {
        row(List.of(fixed(point.seconds(), 1), whole(point.words()), significant(point.loss(), 4)));
      }
      out.append('\n');
    }
  }

  private void pictures() {
    List<StrategyRun> shown = result.runs().stream().filter(WordPicture::of).toList();
    if (shown.isEmpty()) {
      return;
    }
    heading("Chosen words");
    for (StrategyRun run : shown) {
      WordPicture picture = WordPicture.required(run);
      out.append(escape(picture.words(run.name()))).append("\n\n");
      header(WordPicture.COLUMNS, 1);
      picture.table().forEach(cells -> row(cells.stream().map(MarkdownReport::escape).toList()));
      out.append('\n');
    }
  }

  private void staleness() {
    heading("How stale the gradients were");
    out.append("Share of pushes by staleness, in updates.\n\n```\n");
    StalenessBars bars = StalenessBars.of(pictured.runs());
    for (StrategyRun run : pictured.runs()) {
      double[] shares = bars.shares(run.staleness());
      out.append(fenced(run.name()))
          .append("  mean ")
          .append(significant(run.staleness().mean(), 3));
      out.append(", p99 ")
          .append(run.staleness().p99())
          .append(", max ")
          .append(run.staleness().max())
          .append('\n');
      for (int i = 0; i < shares.length; i++) {
        if (shares[i] > 0) {
          String bar = "#".repeat((int) Math.max(1, Math.round(shares[i] * BAR)));
          out.append(right(bars.name(i), 12))
              .append(right(fixed(100 * shares[i], 2), 8))
              .append(" % ")
              .append(bar)
              .append('\n');
        }
      }
      out.append('\n');
    }
    out.append("```\n\n");
    for (StrategyRun run : pictured.runs()) {
      String words = StalenessTheory.of(run).words();
      if (!words.isEmpty()) {
        out.append("- **").append(escape(run.name())).append("**: ").append(escape(words));
        out.append('\n');
      }
    }
    out.append('\n');
  }

  private void firstSteps() {
    List<FirstStepsPictures.Shown> all = new FirstStepsPictures(pictured.runs()).shown();
    if (all.isEmpty()) {
      return;
    }
    heading("The first steps: who waits for whom");
    out.append("A row for each worker, in its ").append(result.clock()).append(": ");
    out.append(FirstStepsPictures.key()).append(".\n\n");
    for (FirstStepsPictures.Shown shown : all) {
      out.append("```\n");
      shown.letters().forEach(letters -> out.append(fenced(letters)).append('\n'));
      out.append("```\n\n");
      out.append(escape((shown.waiting() + " " + shown.others()).strip())).append("\n\n");
    }
  }

  private void times() {
    if (pictured.runs().stream().allMatch(run -> run.lanes().isEmpty())) {
      return;
    }
    heading("Where each worker's time went");
    out.append("In seconds of ").append(result.clock()).append(".\n\n");
    boolean skipped =
        pictured.runs().stream()
            .flatMap(run -> run.lanes().stream())
            .anyMatch(l -> l.skipped() > 0);
    List<String> columns = new ArrayList<>(List.of("strategy", "worker", "samples"));
    if (skipped) {
      columns.add("skipped batches");
    }
    columns.addAll(LaneParts.names());
    header(columns, 1);
    for (StrategyRun run : pictured.runs()) {
      for (LaneTime lane : run.lanes()) {
        List<String> cells = new ArrayList<>();
        cells.add(escape(run.name()));
        cells.add(Integer.toString(lane.lane()));
        cells.add(whole(lane.samples()));
        if (skipped) {
          cells.add(whole(lane.skipped()));
        }
        for (LaneParts part : LaneParts.values()) {
          cells.add(fixed(part.seconds(lane), 1));
        }
        row(cells);
      }
    }
    out.append('\n');
  }

  private void background() {
    heading("Repeat it");
    out.append("```\n").append(fenced(result.command())).append("\n```\n\n");
    pairs("Settings", result.settings());
    pairs("Versions", result.versions());
    heading("Final weights");
    header(List.of("strategy", "seed", "workers", "shards", "SHA-256"), 1);
    for (StrategyRun run : result.runs()) {
      row(
          List.of(
              escape(run.name()),
              Long.toString(run.seed()),
              Integer.toString(run.workers()),
              Integer.toString(run.shards()),
              escape(run.weightsSha256())));
    }
  }

  private void pairs(String title, Map<String, String> values) {
    heading(title);
    header(List.of("name", "value"), 2);
    values.forEach((key, value) -> row(List.of(escape(key), escape(value))));
    out.append('\n');
  }

  private void heading(String title) {
    out.append("## ").append(title).append("\n\n");
  }

  /** The head of a table whose first columns are words and whose others are figures. */
  private void header(List<String> titles, int words) {
    row(titles);
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      rules.add(i < words ? ":---" : "---:");
    }
    row(rules);
  }

  private void row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  /** Text that Markdown shows as it is, in one line. */
  static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<') {
        escaped.append("&lt;");
      } else if (c == '&') {
        escaped.append("&amp;");
      } else if ("\\`*_[]#|~>!$@".indexOf(c) >= 0) {
        escaped.append('\\').append(c);
      } else {
        escaped.append(Character.isISOControl(c) ? ' ' : c);
      }
    }
    return escaped.toString();
  }

  /** Text for a fenced block, which it cannot end, in one line. */
  private static String fenced(String text) {
    return text.replaceAll("\\p{Cntrl}", " ").replace("```", "'''");
  }
}
