package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.Repeats.Spread;

/**
 * Which strategy to use, in one sentence that follows from the figures of one scenario: the same
 * workers and stragglers, every strategy with the best of its optimisers, at the best of its rates.
 *
 * <p>The best is the one whose median time to the target over the seeds is least. It is clear when
 * all its seeds were sooner than all of any other's, with two seeds or more; with one, when it was
 * a tenth sooner. Otherwise there is no clear winner, and of those that are level the one with the
 * least staleness is the one to take: it is the easiest to reason about.
 */
public final class Advice {
  /** By how much one run must be sooner than another to say anything. */
  private static final double ONE_RUN = 1.1;

  /** Two perplexities whose ratio is closer to 1 are the same. */
  private static final double SAME = 1.01;

  private static final String BARRIER = "bsp";

  private final List<Repeats> all;
  private final List<Repeats> best;

  private Advice(List<StrategyRun> runs) {
    this.all = Repeats.of(runs);
    this.best = Repeats.atBestRates(all);
  }

  /**
   * A sentence for each scenario of a result in which strategies are compared; none for runs that
   * are laid side by side, which may differ in anything.
   */
  public static List<String> of(RunResult result) {
    if (result.sideBySide()) {
      return List.of();
    }
    List<Scenario> scenarios = Scenario.of(result.runs());
    String place = result.simulated() ? "In this simulation" : "On this cluster";
    return scenarios.stream()
        .map(
            scenario ->
                of(scenarios.size() > 1 ? place + " " + scenario.words() : place, scenario.runs()))
        .filter(sentence -> !sentence.isEmpty())
        .toList();
  }

  /**
   * The sentence, with a full stop; empty where nothing is compared.
   *
   * @param where what the figures are of, e.g. {@code on this cluster}
   * @param scenario trainings that share workers and stragglers
   */
  static String of(String where, List<StrategyRun> scenario) {
    Advice advice = new Advice(scenario);
    return advice.best.size() < 2 ? "" : advice.sentence(where) + ".";
  }

  private String sentence(String where) {
    List<Repeats> reached =
        best.stream()
            .filter(repeats -> repeats.secondsToTarget() != null)
            .sorted(Comparator.comparingDouble(repeats -> seconds(repeats).median()))
            .toList();
    List<String> clauses = new ArrayList<>();
    if (reached.isEmpty()) {
      clauses.add(nobody(where));
    } else {
      List<Repeats> level =
          reached.stream().filter(other -> !clearlySooner(reached.get(0), other)).toList();
      clauses.add(
          level.size() == 1 ? winner(where, level.get(0), reached) : noWinner(where, level));
      never(reached).forEach(clauses::add);
    }
    diverged().forEach(clauses::add);
    return String.join("; ", clauses);
  }

  private static Spread seconds(Repeats repeats) {
    Spread spread = repeats.secondsToTarget();
    if (spread == null) {
      throw new IllegalStateException(repeats.strategy() + " never reached the target");
    }
    return spread;
  }

  private static boolean clearlySooner(Repeats first, Repeats other) {
    if (first.equals(other)) {
      return false;
    }
    return Math.min(first.seeds(), other.seeds()) > 1
        ? seconds(first).below(seconds(other))
        : seconds(first).median() * ONE_RUN < seconds(other).median();
  }

  private String winner(String where, Repeats winner, List<Repeats> reached) {
    String use = where + " use " + named(winner);
    Repeats barrier = barrier(reached);
    if (winner.equals(barrier) || barrier == null) {
      return reached.size() == 1
          ? use + ": it alone reached the target"
          : use + ": " + sooner(winner, reached.get(1)) + ", the next";
    }
    return use + ": " + sooner(winner, barrier) + " " + perplexities(winner, barrier);
  }

  private String noWinner(String where, List<Repeats> level) {
    List<String> figures =
        level.stream().map(repeats -> named(repeats) + " " + range(seconds(repeats))).toList();
    Repeats steady =
        level.stream()
            .min(Comparator.comparingDouble(r -> r.spread(run -> run.staleness().mean()).median()))
            .orElseThrow();
    return where
        + " there is no clear winner: "
        + String.join(", ", figures)
        + " to the target"
        + (level.stream().allMatch(repeats -> repeats.seeds() == 1) ? ", one seed each" : "")
        + "; take "
        + steady.strategy()
        + ", the least stale of them";
  }

  private String nobody(String where) {
    return best.stream()
        .filter(repeats -> repeats.perplexity() != null)
        .min(Comparator.comparingDouble(repeats -> perplexity(repeats).median()))
        .map(
            lowest ->
                where
                    + " no strategy reached the target in every run, so there is no advice; "
                    + named(lowest)
                    + " had the lowest perplexity, "
                    + significant(perplexity(lowest).median(), 4))
        .orElse(where + " every strategy diverged, so there is no advice: try lower rates");
  }

  private static Spread perplexity(Repeats repeats) {
    Spread spread = repeats.perplexity();
    if (spread == null) {
      throw new IllegalStateException(repeats.strategy() + " has no perplexity");
    }
    return spread;
  }

  private List<String> never(List<Repeats> reached) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    for (Repeats repeats : best) {
      if (!reached.contains(repeats) && !repeats.diverged()) {
        long did = repeats.runs().stream().filter(run -> run.secondsToTarget() != null).count();
        String how =
            repeats.seeds() == 1
                ? " did not reach the target"
                : " reached the target in %s of %d runs"
                    .formatted(did == 0 ? "none" : "only " + did, repeats.seeds());
        names.computeIfAbsent(how, same -> new ArrayList<>()).add(repeats.strategy());
      }
    }
    List<String> clauses = new ArrayList<>();
    names.forEach((what, who) -> clauses.add(String.join(", ", who) + what));
    return clauses;
  }

  private boolean optimisers() {
    return all.stream().map(Repeats::optimiser).distinct().count() > 1;
  }

  /** Every rate at which a strategy diverged, its best one or not. */
  private List<String> diverged() {
    return all.stream()
        .filter(Repeats::diverged)
        .map(
            repeats ->
                repeats.strategy()
                    + " diverges"
                    + (optimisers() ? " with " + repeats.optimiser() : "")
                    + (repeats.rate() == null ? "" : " at rate " + repeats.rateText()))
        .toList();
  }

  private String sooner(Repeats winner, Repeats other) {
    double ratio = seconds(other).median() / seconds(winner).median();
    return fixed(ratio, ratio < ONE_RUN ? 2 : 1)
        + "x sooner than "
        + named(other)
        + " ("
        + range(seconds(winner))
        + " against "
        + range(seconds(other))
        + (winner.seeds() == 1 ? ", one seed" : ", " + winner.seeds() + " seeds")
        + ")";
  }

  private static String perplexities(Repeats winner, Repeats barrier) {
    Spread ours = winner.perplexity();
    Spread theirs = barrier.perplexity();
    if (ours == null || theirs == null) {
      return "to the target";
    }
    double ratio = ours.median() / theirs.median();
    if (Math.max(ratio, 1 / ratio) < SAME) {
      return "at the same perplexity";
    }
    String percent = fixed(100 * Math.abs(ratio - 1), 1) + " %";
    return "at a final perplexity " + percent + (ratio < 1 ? " lower" : " higher");
  }

  private static String range(Spread seconds) {
    return seconds.low() == seconds.high()
        ? fixed(seconds.median(), 1) + " s"
        : "%s s (%s to %s)"
            .formatted(
                fixed(seconds.median(), 1), fixed(seconds.low(), 1), fixed(seconds.high(), 1));
  }

  /** With its optimiser and rate where others of these were tried. */
  private String named(Repeats repeats) {
    List<Repeats> same =
        all.stream().filter(other -> other.strategy().equals(repeats.strategy())).toList();
    boolean optimisers = same.stream().map(Repeats::optimiser).distinct().count() > 1;
    boolean rates = same.stream().map(Repeats::rateText).distinct().count() > 1;
    return repeats.strategy()
        + (optimisers ? " with " + repeats.optimiser() : "")
        + (rates ? " at rate " + repeats.rateText() : "");
  }

  private static @Nullable Repeats barrier(List<Repeats> reached) {
    return reached.stream().filter(r -> r.strategy().equals(BARRIER)).findFirst().orElse(null);
  }
}
