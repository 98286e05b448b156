package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * The one sentence of what the figures mean, made of up to three clauses: who was fastest, who had
 * the best perplexity at equal samples, and what staleness that came with.
 *
 * <p>It says nothing that the figures do not: differences under one percent count as none, and a
 * training that diverged or never reached the target is named as such. ASCII, so that any terminal
 * shows it.
 */
public final class Summary {
  /** Two figures whose ratio is closer to 1 than this are called equal. */
  private static final double LEVEL = 1.01;

  private static final String BARRIER = "bsp";

  private final List<StrategyRun> runs;
  private final @Nullable Double unigram;
  private final EqualSamples equal;
  private final @Nullable StrategyRun barrier;

  private Summary(List<StrategyRun> runs, @Nullable Double unigram) {
    this.runs = runs;
    this.unigram = unigram;
    this.equal = EqualSamples.of(runs);
    this.barrier =
        runs.stream().filter(run -> run.strategy().equals(BARRIER)).findFirst().orElse(null);
  }

  /** The sentence, with a full stop; empty if there are no trainings. */
  public static String of(List<StrategyRun> runs, @Nullable Double unigramPerplexity) {
    return runs.isEmpty() ? "" : new Summary(runs, unigramPerplexity).sentence();
  }

  private String sentence() {
    if (runs.size() == 1) {
      return single(runs.get(0)) + ".";
    }
    List<String> clauses = new ArrayList<>();
    List<StrategyRun> reached = sorted(Summary::secondsToTarget);
    boolean target = runs.stream().anyMatch(run -> run.targetPerplexity() != null);
    StrategyRun fastest = null;
    if (!target) {
      List<StrategyRun> bySpeed = sorted(run -> -run.samplesPerSecond());
      if (!bySpeed.isEmpty()) {
        fastest = bySpeed.get(0);
        clauses.add(speed(fastest));
      }
    } else if (reached.isEmpty()) {
      clauses.add("no strategy reached the target perplexity of " + target());
    } else {
      fastest = reached.get(0);
      clauses.add(toTarget(reached));
    }
    clauses.addAll(perplexities());
    if (fastest != null && !fastest.equals(barrier)) {
      clauses.add(cost(fastest));
    }
    return String.join("; ", clauses) + ".";
  }

  private String single(StrategyRun run) {
    String staleness = "at a mean staleness of " + staleness(run);
    if (run.diverged()) {
      return run.strategy() + " diverged " + staleness;
    }
    if (!run.validation().containsKey(StrategyRun.PERPLEXITY)) {
      return run.strategy() + " trained on " + samples(run.samples()) + " " + staleness;
    }
    return run.strategy()
        + " came to a validation perplexity of "
        + significant(run.perplexity(), 4)
        + (unigram == null ? "" : " (unigram model: " + significant(unigram, 4) + ")")
        + " after "
        + samples(run.samples())
        + " in "
        + fixed(run.seconds(), 1)
        + " s, "
        + staleness;
  }

  private String speed(StrategyRun fastest) {
    String clause = fastest.strategy() + " was fastest with " + rate(fastest);
    if (barrier == null || fastest.equals(barrier) || !(barrier.samplesPerSecond() > 0)) {
      return clause;
    }
    double ratio = fastest.samplesPerSecond() / barrier.samplesPerSecond();
    return clause + ", " + asFastAs(ratio, rate(barrier));
  }

  private String toTarget(List<StrategyRun> reached) {
    double seconds = secondsToTarget(reached.get(0));
    List<StrategyRun> first =
        reached.stream().filter(run -> secondsToTarget(run) <= seconds * LEVEL).toList();
    String verb = first.size() > 1 ? " were" : " was";
    return names(first)
        + (reached.size() > 1 ? verb + " first to reach" : " alone reached")
        + (" the target perplexity of " + target() + ", after " + fixed(seconds, 1) + " s")
        + behind(reached, first)
        + never(reached);
  }

  /** How far the barrier came behind the first, or the next behind the barrier. */
  private String behind(List<StrategyRun> reached, List<StrategyRun> first) {
    double seconds = secondsToTarget(first.get(0));
    if (reached.contains(barrier) && !first.contains(barrier) && barrier != null && seconds > 0) {
      double ratio = secondsToTarget(barrier) / seconds;
      return ", " + asFastAs(ratio, fixed(secondsToTarget(barrier), 1) + " s");
    }
    if (first.contains(barrier) && reached.size() > first.size()) {
      StrategyRun next = reached.get(first.size());
      return " (next: " + next.strategy() + ", " + fixed(secondsToTarget(next), 1) + " s)";
    }
    return "";
  }

  private String never(List<StrategyRun> reached) {
    List<StrategyRun> never =
        runs.stream().filter(run -> !reached.contains(run) && !run.diverged()).toList();
    return reached.size() > 1 && !never.isEmpty() ? ", " + names(never) + " never did" : "";
  }

  private static String asFastAs(double ratio, String figure) {
    return ratio < LEVEL
        ? "level with bsp (" + figure + ")"
        : fixed(ratio, ratio < 1.1 ? 2 : 1) + " times as fast as bsp (" + figure + ")";
  }

  private List<String> perplexities() {
    List<String> clauses = new ArrayList<>();
    List<StrategyRun> finite = sorted(equal::perplexity);
    if (finite.size() > 1) {
      clauses.add("at " + samples(equal.samples()) + " each " + compared(finite));
    } else if (finite.size() == 1) {
      StrategyRun only = finite.get(0);
      clauses.add(only.strategy() + " came to a validation perplexity of " + perplexity(only));
    }
    List<StrategyRun> diverged = runs.stream().filter(StrategyRun::diverged).toList();
    if (diverged.size() == runs.size()) {
      clauses.add("every strategy diverged");
    } else if (!diverged.isEmpty()) {
      clauses.add(names(diverged) + " diverged");
    }
    return clauses;
  }

  private String compared(List<StrategyRun> finite) {
    StrategyRun best = finite.get(0);
    StrategyRun worst = finite.get(finite.size() - 1);
    if (ratio(worst, best) < LEVEL) {
      return "the validation perplexities are level ("
          + perplexity(best)
          + " to "
          + perplexity(worst)
          + ")";
    }
    String clause = best.strategy() + " had the best validation perplexity, " + perplexity(best);
    StrategyRun other =
        best.equals(barrier) || barrier == null || !finite.contains(barrier)
            ? finite.get(1)
            : barrier;
    double ratio = ratio(other, best);
    String than = other.strategy() + "'s " + perplexity(other);
    return ratio < LEVEL
        ? clause + ", level with " + than
        : clause + ", " + percent(1 - 1 / ratio) + " below " + than;
  }

  /** What the fastest strategy's staleness came with, against the barrier's perplexity. */
  private String cost(StrategyRun fastest) {
    String clause = fastest.strategy() + " had a mean staleness of " + staleness(fastest);
    double ours = equal.perplexity(fastest);
    if (barrier == null || !Double.isFinite(ours) || !Double.isFinite(equal.perplexity(barrier))) {
      return clause;
    }
    double ratio = ratio(fastest, barrier);
    if (Math.max(ratio, 1 / ratio) < LEVEL) {
      return clause + " and a perplexity level with bsp's";
    }
    if (ratio < 1) {
      return clause + " and still a perplexity " + percent(1 - ratio) + " below bsp's";
    }
    return ratio < 2
        ? clause + " and a perplexity " + percent(ratio - 1) + " above bsp's"
        : clause + " and " + significant(ratio, 2) + " times bsp's perplexity";
  }

  private double ratio(StrategyRun a, StrategyRun b) {
    return equal.perplexity(a) / equal.perplexity(b);
  }

  /** The runs whose figure is a finite number, least first. */
  private List<StrategyRun> sorted(ToDoubleFunction<StrategyRun> figure) {
    return runs.stream()
        .filter(run -> Double.isFinite(figure.applyAsDouble(run)))
        .sorted(Comparator.comparingDouble(figure))
        .toList();
  }

  private String target() {
    return runs.stream()
        .map(StrategyRun::targetPerplexity)
        .filter(target -> target != null)
        .findFirst()
        .map(target -> significant(target, 4))
        .orElse("");
  }

  private String perplexity(StrategyRun run) {
    return significant(equal.perplexity(run), 4);
  }

  private static String staleness(StrategyRun run) {
    return significant(run.staleness().mean(), 2)
        + " updates (99 % of pushes at most "
        + run.staleness().p99()
        + ")";
  }

  private static String rate(StrategyRun run) {
    return significant(run.samplesPerSecond(), 3) + " samples/s";
  }

  private static String samples(long samples) {
    return whole(samples) + " samples";
  }

  private static String percent(double share) {
    return share > 0.99 ? "over 99 %" : fixed(100 * share, share < 0.1 ? 1 : 0) + " %";
  }

  private static String names(List<StrategyRun> runs) {
    List<String> names = runs.stream().map(StrategyRun::strategy).toList();
    int last = names.size() - 1;
    return last < 1
        ? String.join("", names)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  private static double secondsToTarget(StrategyRun run) {
    Double seconds = run.secondsToTarget();
    return seconds == null ? Double.NaN : seconds;
  }
}
