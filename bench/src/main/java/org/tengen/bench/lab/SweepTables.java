package org.tengen.bench.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.driver.training.Target;
import org.tengen.web.report.StrategyRun.CurvePoint;

/** What a sweep prints at its end. */
final class SweepTables {
  /** The share of the samples at which the reference's perplexity is everybody's target. */
  private static final double TARGET_SHARE = 0.8;

  private final Grid grid;
  private final List<Trained> done;
  private final String reference;

  SweepTables(Grid grid, List<Trained> done) {
    this.grid = grid;
    this.done = done;
    this.reference = grid.strategies().get(0);
  }

  String markdown() {
    Float rate = grid.best(reference, done);
    StringBuilder text = new StringBuilder();
    text.append("\nMean perplexity by rate, over seeds ").append(grid.seeds()).append("\n\n");
    rates(text);
    text.append("\nEach strategy at its best rate\n\n");
    table(text, strategy -> grid.best(strategy, done));
    if (rate != null) {
      text.append("\nAll at ").append(reference).append("'s best rate\n\n");
      table(text, strategy -> rate);
    }
    return text.toString();
  }

  private void rates(StringBuilder text) {
    List<Float> all = done.stream().map(each -> each.cell().rate()).distinct().sorted().toList();
    text.append("| strategy |");
    all.forEach(rate -> text.append(' ').append(rate).append(" |"));
    text.append("\n|:---|").append("---:|".repeat(all.size())).append('\n');
    for (String strategy : grid.strategies()) {
      Map<Float, Double> means = grid.means(strategy, done);
      text.append("| ").append(strategy).append(" |");
      for (Float rate : all) {
        Double mean = means.get(rate);
        text.append(mean == null ? " - |" : String.format(Locale.ROOT, " %.2f |", mean));
      }
      text.append('\n');
    }
  }

  private interface RateOf {
    @Nullable Float of(String strategy);
  }

  private void table(StringBuilder text, RateOf rates) {
    text.append(
        "| strategy | rate | perplexity by seed | mean | updates | virtual seconds to the target |"
            + " of the whole | staleness mean | idle |\n");
    text.append("|:---|---:|---:|---:|---:|---:|---:|---:|---:|\n");
    for (String strategy : grid.strategies()) {
      Float rate = rates.of(strategy);
      if (rate == null) {
        text.append("| ").append(strategy).append(" | no rate ended in numbers |\n");
      } else {
        row(text, strategy, rate);
      }
    }
  }

  private void row(StringBuilder text, String strategy, float rate) {
    List<Trained> of = trainings(strategy, rate);
    String each =
        of.stream()
            .map(one -> String.format(Locale.ROOT, "%.2f", one.perplexity()))
            .collect(Collectors.joining(" "));
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %.2f | %.0f | %s | %.1f | %.2f | %.1f %% |%n",
            strategy,
            rate,
            each,
            mean(of, Trained::perplexity),
            mean(of, Trained::updates),
            toTarget(of),
            mean(of, Trained::seconds),
            mean(of, Trained::staleness),
            100 * mean(of, Trained::idleShare)));
  }

  private List<Trained> trainings(String strategy, float rate) {
    return grid.seeds().stream()
        .flatMap(
            seed -> done.stream().filter(one -> one.cell().equals(new Cell(strategy, rate, seed))))
        .toList();
  }

  /** The mean over the seeds, or how many of them reached it. */
  private String toTarget(List<Trained> of) {
    double sum = 0;
    int reached = 0;
    for (Trained one : of) {
      OptionalDouble target = target(one.cell().seed());
      Double seconds =
          target.isPresent() ? Target.secondsTo(one.curve(), target.getAsDouble()) : null;
      if (seconds != null) {
        sum += seconds;
        reached++;
      }
    }
    return reached == of.size()
        ? String.format(Locale.ROOT, "%.1f", sum / reached)
        : reached + " of " + of.size() + " reach it";
  }

  /** What the reference at its best rate has reached by then, with the same seed. */
  private OptionalDouble target(long seed) {
    Float rate = grid.best(reference, done);
    if (rate == null) {
      return OptionalDouble.empty();
    }
    Cell cell = new Cell(reference, rate, seed);
    for (Trained one : done) {
      if (one.cell().equals(cell)) {
        List<CurvePoint> curve = one.curve();
        Double perplexity = Target.perplexityAt(curve, TARGET_SHARE * one.samples());
        return perplexity == null ? OptionalDouble.empty() : OptionalDouble.of(perplexity);
      }
    }
    return OptionalDouble.empty();
  }

  private static double mean(List<Trained> of, ToDoubleFunction<Trained> figure) {
    return of.stream().mapToDouble(figure).average().orElse(Double.NaN);
  }
}
