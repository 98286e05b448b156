package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.Repeats.Spread;

/**
 * Why the advice of one scenario is what it is: the figures of the one that it names beside those
 * of the one to compare it with, and what should make a reader doubt it. Says nothing that the
 * figures do not.
 */
final class Reasons {
  private static final String BARRIER = "bsp";

  private final List<Repeats> all;
  private final List<Repeats> best;

  private Reasons(List<StrategyRun> runs) {
    this.all = Repeats.of(runs);
    this.best = Repeats.atBestRates(all);
  }

  /** Sentences for each scenario of a result in which strategies are compared; none else. */
  static List<String> of(RunResult result) {
    if (Advice.of(result).isEmpty()) {
      return List.of();
    }
    List<Scenario> scenarios = Scenario.of(result.runs());
    List<String> reasons = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      String words = of(scenario.runs());
      if (!words.isEmpty()) {
        reasons.add((scenarios.size() > 1 ? "Runs " + scenario.words() + ": " : "") + words);
      }
    }
    return reasons;
  }

  /** Of trainings that share workers and stragglers; empty where nothing is compared. */
  static String of(List<StrategyRun> scenario) {
    Reasons reasons = new Reasons(scenario);
    if (reasons.best.size() < 2) {
      return "";
    }
    List<String> sentences = new ArrayList<>();
    reasons.beside().ifPresent(sentences::add);
    reasons.edge(true).ifPresent(sentences::add);
    reasons.edge(false).ifPresent(sentences::add);
    return String.join(" ", sentences);
  }

  /** The soonest, beside the barrier, or beside the one with the greatest throughput. */
  private Optional<String> beside() {
    Optional<Repeats> first =
        best.stream()
            .filter(repeats -> repeats.secondsToTarget() != null && repeats.perplexity() != null)
            .min(Comparator.comparingDouble(repeats -> seconds(repeats)));
    return first.flatMap(
        winner ->
            best.stream()
                .filter(other -> !other.equals(winner) && other.perplexity() != null)
                .max(
                    Comparator.<Repeats, Boolean>comparing(
                            other -> other.strategy().equals(BARRIER))
                        .thenComparing(Reasons::throughput))
                .map(other -> compared(winner, other)));
  }

  private static String compared(Repeats winner, Repeats other) {
    return ("%s goes over %s samples a second and %s over %s: workers wait %s %% of their time under"
            + " the one and %s %% under the other. After the same samples their perplexities are"
            + " %s and %s, at mean stalenesses of %s and %s.")
        .formatted(
            winner.name(),
            significant(throughput(winner), 3),
            other.name(),
            significant(throughput(other), 3),
            idle(winner),
            idle(other),
            perplexity(winner),
            perplexity(other),
            staleness(winner),
            staleness(other));
  }

  /** Who is best at the last of several rates, so that one that was not tried may be better. */
  private Optional<String> edge(boolean highest) {
    String names =
        best.stream()
            .filter(repeats -> atEdge(repeats, highest))
            .map(Repeats::name)
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "Best at the %s rate that was tried, so that %s one may be better: %s."
                .formatted(
                    highest ? "highest" : "lowest", highest ? "a higher" : "a lower", names));
  }

  private boolean atEdge(Repeats chosen, boolean highest) {
    Double rate = chosen.rate();
    double[] others =
        all.stream()
            .filter(other -> other.name().equals(chosen.name()))
            .filter(other -> other.optimiser().equals(chosen.optimiser()))
            .map(Repeats::rate)
            .filter(other -> other != null && !other.equals(rate))
            .mapToDouble(other -> other)
            .toArray();
    OptionalDouble last = highest ? DoubleStream.of(others).max() : DoubleStream.of(others).min();
    return rate != null
        && last.isPresent()
        && (highest ? rate > last.getAsDouble() : rate < last.getAsDouble());
  }

  private static double seconds(Repeats repeats) {
    return median(repeats.secondsToTarget());
  }

  private static double throughput(Repeats repeats) {
    return repeats.spread(StrategyRun::samplesPerSecond).median();
  }

  private static String idle(Repeats repeats) {
    return fixed(100 * repeats.spread(StrategyRun::idleShare).median(), 1);
  }

  private static String perplexity(Repeats repeats) {
    return significant(median(repeats.perplexity()), 4);
  }

  private static String staleness(Repeats repeats) {
    return significant(repeats.spread(run -> run.staleness().mean()).median(), 3);
  }

  private static double median(@Nullable Spread spread) {
    return spread == null ? Double.POSITIVE_INFINITY : spread.median();
  }
}
