package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.tengen.web.plot.Axis;
import org.tengen.web.plot.LinePlot;
import org.tengen.web.plot.Scale;
import org.tengen.web.plot.Series;

/** The losses of trainings of word vectors as curves, a line for each training. */
final class LossCurves {
  /** What the curves show, for those who look at them. */
  static final String WORDS =
      "Lower is better. The loss is minus the log likelihood, in nats, of a word and its noise (or of"
          + " its way through the tree), given one word of its context under skip-gram or the context"
          + " under CBOW: with n noise words it begins at (n + 1) ln 2. It tells how a training goes;"
          + " trainings with other settings have other losses, and vectors are no better for a lower"
          + " one.";

  private final RunResult result;

  LossCurves(RunResult result) {
    this.result = result;
  }

  /** Is there a training with two points? */
  boolean has() {
    return result.runs().stream().anyMatch(run -> losses(run).size() > 1);
  }

  static List<WordFigures.Loss> losses(StrategyRun run) {
    WordFigures words = run.words();
    return words == null ? List.of() : words.losses();
  }

  LinePlot againstSeconds() {
    return plot("seconds", result.clock() + ", s", WordFigures.Loss::seconds);
  }

  LinePlot againstWords() {
    return plot("words", "words", WordFigures.Loss::words);
  }

  private LinePlot plot(String what, String xTitle, ToDoubleFunction<WordFigures.Loss> x) {
    List<Series> series = new ArrayList<>();
    double end = 0;
    double low = Double.POSITIVE_INFINITY;
    double high = 0;
    for (StrategyRun run : result.runs()) {
      List<Series.Point> points = new ArrayList<>();
      for (WordFigures.Loss each : losses(run)) {
        points.add(new Series.Point(x.applyAsDouble(each), each.loss(), label(run, each)));
        end = Math.max(end, x.applyAsDouble(each));
        if (Double.isFinite(each.loss())) {
          low = Math.min(low, each.loss());
          high = Math.max(high, each.loss());
        }
      }
      series.add(new Series(run.name(), last(run), series.size(), points, List.of(), null));
    }
    double room = (high - Math.min(low, high)) / 20;
    Scale y = Scale.linear(Math.max(0, Math.min(low, high) - room), high + room);
    return new LinePlot(
        "Loss against " + what,
        ending(),
        new Axis(xTitle, Scale.linear(0, end)),
        new Axis("loss, nats", y),
        series,
        List.of());
  }

  private static String last(StrategyRun run) {
    WordFigures words = run.words();
    return words == null ? "" : significant(words.lossAtEnd(), 4);
  }

  private static String label(StrategyRun run, WordFigures.Loss point) {
    return "%s: loss %s after %s s, %s words"
        .formatted(
            run.name(),
            significant(point.loss(), 4),
            fixed(point.seconds(), 1),
            whole(point.words()));
  }

  private String ending() {
    return result.runs().stream()
        .map(run -> run.name() + " ends at " + last(run))
        .collect(Collectors.joining("; ", "", "."));
  }
}
