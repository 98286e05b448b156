package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.tengen.bench.lab.Finding.Condition;
import org.tengen.bench.lab.Plan.Best;
import org.tengen.web.report.StrategyRun;

/** The predicates of docs/benchmarks/literature.md that look at virtual seconds to a target. */
final class TimePredicates {
  /** Of the budget, where the first strategy sets the target. */
  private static final double TARGET_SHARE = 0.8;

  /** By what share of the other's time something is sooner that counts as sooner. */
  private static final double SOONER = 0.02;

  private static final double MORE_IDLE = 0.01;

  private TimePredicates() {}

  /** The time of a training to its target: the first strategy's lowest, with the same seed. */
  static ToDoubleFunction<StrategyRun> seconds(Plan plan) {
    Map<Long, Double> targets = plan.targets(plan.arms().get(0), TARGET_SHARE);
    return run -> Plan.seconds(run, targets);
  }

  /** Li et al. 2014. */
  static Finding li(Plan plan) {
    ToDoubleFunction<StrategyRun> seconds = seconds(plan);
    List<Best> bests = plan.arms().stream().map(arm -> plan.best(arm, seconds)).toList();
    String order = String.join(", ", plan.arms().stream().map(Arm::strategy).toList());
    List<String> idle = new ArrayList<>();
    boolean falls = true;
    Plots.Lines lines = new Plots.Lines();
    double before = Double.POSITIVE_INFINITY;
    for (Best best : bests) {
      double share = Plan.median(best.runs(), StrategyRun::idleShare);
      falls &= share <= before + MORE_IDLE;
      before = share;
      idle.add(String.format(Locale.ROOT, "%.1f %%", 100 * share));
      lines.add("median", lines.size(), best.median());
    }
    Best first = bests.get(0);
    Best last = bests.get(bests.size() - 1);
    Best inside =
        bests.subList(1, bests.size() - 1).stream()
            .min(Comparator.comparingDouble(Best::median))
            .orElseThrow();
    return new Finding(
        List.of(
            Condition.of(
                falls,
                "idle shares %s of %s do not rise by more than %.2f from one to the next",
                String.join(", ", idle),
                order,
                MORE_IDLE),
            sooner(inside, first),
            sooner(inside, last)),
        List.of(),
        bests,
        lines.plot(
            "Seconds to the target at each bound's best rate",
            "place in the order " + order,
            "virtual seconds",
            false));
  }

  /** Chen et al. 2016. */
  static Finding chen(Plan plan) {
    ToDoubleFunction<StrategyRun> seconds = seconds(plan);
    List<Best> bests = plan.arms().stream().map(arm -> plan.best(arm, seconds)).toList();
    Best backup =
        bests.stream()
            .filter(best -> best.arm().strategy().startsWith("bsp:backup="))
            .min(Comparator.comparingDouble(Best::median))
            .orElseThrow(() -> new IllegalArgumentException("no trainings with backup workers"));
    return new Finding(
        List.of(
            sooner(backup, plan.best(plan.arm("bsp"), seconds)),
            sooner(backup, plan.best(plan.arm("asp"), seconds))),
        List.of(),
        bests,
        Plots.byRate(plan, plan.arms(), "virtual seconds to the target", seconds, Arm::strategy));
  }

  private static Condition sooner(Best one, Best other) {
    return Condition.of(
        one.median() <= (1 - SOONER) * other.median() && Double.isFinite(one.median()),
        "%s reaches the target sooner than %s by %.0f %% or more: %.1f s against %.1f s (by seed %s"
            + " against %s)",
        one.arm().strategy(),
        other.arm().strategy(),
        100 * SOONER,
        one.median(),
        other.median(),
        Plots.words(one.figures(), "%.1f"),
        Plots.words(other.figures(), "%.1f"));
  }
}
