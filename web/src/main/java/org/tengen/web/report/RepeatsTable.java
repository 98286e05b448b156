package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tengen.web.plot.Numbers;
import org.tengen.web.report.ComparisonTable.Cell;
import org.tengen.web.report.ComparisonTable.Column;
import org.tengen.web.report.Repeats.Spread;

/**
 * The rows of a comparison that has several trainings of a strategy: one for each strategy, rate
 * and scenario, with the median over the seeds, and the lowest and the highest.
 */
final class RepeatsTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("", "strategy"),
          new Column("", "rate"),
          new Column("samples", "per s"),
          new Column("idle", "%"),
          new Column("staleness", "mean"),
          new Column("validation perplexity", "median"),
          new Column("validation perplexity", "low-high"),
          new Column("seconds to target", "median"),
          new Column("seconds to target", "low-high"));

  private RepeatsTable() {}

  static ComparisonTable of(RunResult result) {
    List<Scenario> scenarios = Scenario.of(result.runs());
    boolean workers = scenarios.stream().map(Scenario::workers).distinct().count() > 1;
    boolean stragglers = scenarios.stream().map(Scenario::straggler).distinct().count() > 1;
    boolean optimisers = result.runs().stream().map(StrategyRun::optimiser).distinct().count() > 1;
    List<Column> columns = new ArrayList<>(COLUMNS);
    if (optimisers) {
      columns.add(1, new Column("", "optimiser"));
    }
    if (stragglers) {
      columns.add(1, new Column("", "stragglers"));
    }
    if (workers) {
      columns.add(1, new Column("", "workers"));
    }
    List<List<Cell>> rows = new ArrayList<>();
    List<Integer> styles = new ArrayList<>();
    List<String> strategies = result.runs().stream().map(StrategyRun::name).distinct().toList();
    for (Scenario scenario : scenarios) {
      List<Repeats> all = Repeats.of(scenario.runs());
      Repeats lowest = least(all, Repeats::perplexity);
      Repeats soonest = least(all, Repeats::secondsToTarget);
      for (Repeats repeats : all) {
        List<Cell> row = row(repeats, repeats.equals(lowest), repeats.equals(soonest));
        if (optimisers) {
          row.add(1, plain(repeats.optimiser()));
        }
        if (stragglers) {
          row.add(1, plain(scenario.straggler()));
        }
        if (workers) {
          row.add(1, plain(whole(scenario.workers())));
        }
        rows.add(row);
        styles.add(strategies.indexOf(repeats.name()));
      }
    }
    return new ComparisonTable(columns, rows, styles, notes(result));
  }

  private static @Nullable Repeats least(
      List<Repeats> all, Function<Repeats, @Nullable Spread> figure) {
    return all.stream()
        .filter(repeats -> figure.apply(repeats) != null)
        .min(Comparator.comparingDouble(repeats -> median(figure.apply(repeats))))
        .orElse(null);
  }

  private static double median(@Nullable Spread spread) {
    return spread == null ? Double.NaN : spread.median();
  }

  private static List<Cell> row(Repeats repeats, boolean lowest, boolean soonest) {
    List<Cell> row = new ArrayList<>();
    row.add(plain(repeats.name()));
    row.add(plain(repeats.rate() == null ? Numbers.NONE : repeats.rateText()));
    row.add(plain(significant(repeats.spread(StrategyRun::samplesPerSecond).median(), 3)));
    row.add(plain(fixed(100 * repeats.spread(StrategyRun::idleShare).median(), 1)));
    row.add(plain(significant(repeats.spread(run -> run.staleness().mean()).median(), 3)));
    Spread perplexity = repeats.perplexity();
    long diverged = repeats.runs().stream().filter(StrategyRun::diverged).count();
    row.add(
        diverged > 0
            ? plain(diverged + " diverged")
            : new Cell(
                perplexity == null ? Numbers.NONE : significant(perplexity.median(), 4), lowest));
    row.add(plain(perplexity == null ? Numbers.NONE : range(perplexity, 4)));
    Spread seconds = repeats.secondsToTarget();
    long reached = repeats.runs().stream().filter(run -> run.secondsToTarget() != null).count();
    row.add(
        new Cell(
            seconds == null
                ? reached + " of " + repeats.seeds() + " reached"
                : fixed(seconds.median(), 1),
            soonest));
    row.add(
        plain(
            seconds == null
                ? Numbers.NONE
                : fixed(seconds.low(), 1) + "-" + fixed(seconds.high(), 1)));
    return row;
  }

  private static String range(Spread spread, int digits) {
    return significant(spread.low(), digits) + "-" + significant(spread.high(), digits);
  }

  private static Cell plain(String text) {
    return new Cell(text, false);
  }

  /** The target, where all have about the same. */
  private static String target(RunResult result) {
    double[] targets =
        result.runs().stream()
            .map(StrategyRun::targetPerplexity)
            .filter(Objects::nonNull)
            .mapToDouble(target -> target)
            .toArray();
    if (targets.length == 0 || Scenario.of(result.runs()).size() > 1) {
      return "";
    }
    return "; here " + range(Spread.of(targets), 4);
  }

  private static List<String> notes(RunResult result) {
    String seeds =
        result.runs().stream()
            .map(run -> Long.toString(run.seed()))
            .distinct()
            .collect(Collectors.joining(", "));
    return List.of(
        "Figures are medians over the seeds (" + seeds + "), low and high the extremes.",
        "Perplexity: on the validation split, at the end. Where a training diverged the row says how"
            + " many did, and where one did not reach the target within its samples how many did.",
        "Target: for each seed, the lowest perplexity that "
            + result.runs().get(0).name()
            + ", the first strategy, had after 80 % of its samples, at any of its rates"
            + target(result)
            + ".",
        "Staleness: updates made between a worker's pull and the use of its push.");
  }
}
