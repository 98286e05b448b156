package org.tengen.web.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The trainings that differ in their seed alone.
 *
 * @param runs one or more, of one strategy with one optimiser at one rate
 */
record Repeats(List<StrategyRun> runs) {
  /**
   * What did not diverge first, then what always reached the target, then sooner at the target,
   * then lower in perplexity.
   */
  private static final Comparator<Repeats> BEST =
      Comparator.comparing(Repeats::diverged)
          .thenComparing(repeats -> repeats.secondsToTarget() == null)
          .thenComparing(repeats -> repeats.spread(Repeats::toTarget).median())
          .thenComparing(repeats -> repeats.spread(Repeats::orWorst).median());

  /**
   * The lowest, the middle and the highest of a figure over the seeds. The middle of an even number
   * is the mean of the two in the middle.
   */
  record Spread(double low, double median, double high) {
    /** Of one or more figures. */
    static Spread of(double... figures) {
      double[] sorted = figures.clone();
      Arrays.sort(sorted);
      int middle = sorted.length / 2;
      double median =
          sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
      return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }

    /** Whether every figure of this is below every one of {@code other}. */
    boolean below(Spread other) {
      return high < other.low;
    }
  }

  Repeats {
    runs = List.copyOf(runs);
  }

  /** Every strategy, optimiser and rate, in the order in which they first occur. */
  static List<Repeats> of(List<StrategyRun> runs) {
    Map<List<String>, List<StrategyRun>> cells = new LinkedHashMap<>();
    for (StrategyRun run : runs) {
      cells
          .computeIfAbsent(
              List.of(
                  run.name(),
                  run.codec(),
                  String.valueOf(run.optimiser()),
                  String.valueOf(run.rate())),
              cell -> new ArrayList<>())
          .add(run);
    }
    return cells.values().stream().map(Repeats::new).toList();
  }

  /**
   * Of each strategy the optimiser and rate that are best for it, in the order in which strategies
   * occur.
   */
  static List<Repeats> atBestRates(List<Repeats> all) {
    return all.stream()
        .collect(Collectors.groupingBy(Repeats::name, LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(rates -> rates.stream().min(BEST).orElseThrow())
        .toList();
  }

  String strategy() {
    return runs.get(0).strategy();
  }

  /** What they are called in tables and pictures. */
  String name() {
    return runs.get(0).name();
  }

  /** The run that they are of; empty where there is one alone. */
  String source() {
    String source = runs.get(0).source();
    return source == null ? "" : source;
  }

  /** As set; empty where it is not known. */
  String optimiser() {
    String optimiser = runs.get(0).optimiser();
    return optimiser == null ? "" : optimiser;
  }

  @Nullable Double rate() {
    return runs.get(0).rate();
  }

  /** The rate as a person writes it; empty where it is not known. */
  String rateText() {
    Double rate = rate();
    return rate == null
        ? ""
        : new BigDecimal(rate, new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  int seeds() {
    return runs.size();
  }

  /** Did any of them? */
  boolean diverged() {
    return runs.stream().anyMatch(StrategyRun::diverged);
  }

  /** Seconds to the target; null if not all reached it. */
  @Nullable Spread secondsToTarget() {
    Spread spread = spread(Repeats::toTarget);
    return Double.isFinite(spread.high) ? spread : null;
  }

  /** Final perplexity; null if one diverged or was not measured. */
  @Nullable Spread perplexity() {
    Spread spread = spread(Repeats::orWorst);
    return diverged() || !Double.isFinite(spread.high) ? null : spread;
  }

  /** A figure over the seeds. */
  Spread spread(ToDoubleFunction<StrategyRun> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray());
  }

  private static double toTarget(StrategyRun run) {
    Double seconds = run.secondsToTarget();
    return seconds == null || run.diverged() ? Double.POSITIVE_INFINITY : seconds;
  }

  private static double orWorst(StrategyRun run) {
    double perplexity = run.perplexity();
    return Double.isNaN(perplexity) ? Double.POSITIVE_INFINITY : perplexity;
  }
}
