package org.tengen.driver.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.StrategyRun;

/**
 * The perplexity that trainings race to: what the first strategy that did not diverge had at a
 * share of its budget, with the same seed, workers and stragglers; the lowest where it was tried at
 * several rates.
 */
final class Targets {
  /** The share of the budget at which the first strategy's perplexity is everybody's target. */
  static final double SHARE = 0.8;

  private Targets() {}

  /** The target of a training as far as it is known when {@code before} have ended. */
  static NetworkTraining.TargetOf first(List<StrategyRun> before, TrainingSettings settings) {
    List<StrategyRun> same =
        before.stream()
            .filter(
                run ->
                    run.seed() == settings.seed()
                        && run.workers() == settings.lanes().workers()
                        && Objects.equals(run.straggler(), settings.lanes().straggler().toString()))
            .toList();
    Double target = of(same);
    return (curve, samples) ->
        target == null ? Target.perplexityAt(curve, SHARE * samples) : target;
  }

  /** The figures of a whole comparison, each with its target, and when it reached that. */
  static List<StrategyRun> judge(List<StrategyRun> runs) {
    List<StrategyRun> judged = new ArrayList<>();
    for (StrategyRun run : runs) {
      Double target = of(runs.stream().filter(other -> together(run, other)).toList());
      Double seconds =
          target == null || run.divergence() != null ? null : Target.secondsTo(run.curve(), target);
      judged.add(run.with(target, seconds));
    }
    return judged;
  }

  private static boolean together(StrategyRun a, StrategyRun b) {
    return a.seed() == b.seed()
        && a.workers() == b.workers()
        && Objects.equals(a.straggler(), b.straggler());
  }

  /** Null where all diverged, or none was evaluated there. */
  private static @Nullable Double of(List<StrategyRun> together) {
    String first =
        together.stream()
            .filter(run -> !run.diverged())
            .map(StrategyRun::strategy)
            .findFirst()
            .orElse(null);
    return together.stream()
        .filter(run -> run.strategy().equals(first) && !run.diverged())
        .map(run -> Target.perplexityAt(run.curve(), SHARE * run.samples()))
        .filter(Objects::nonNull)
        .min(Double::compare)
        .orElse(null);
  }
}
