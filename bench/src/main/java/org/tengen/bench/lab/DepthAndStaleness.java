package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tengen.bench.lab.Finding.Condition;
import org.tengen.bench.lab.Plan.Best;

/**
 * The predicate of docs/benchmarks/literature.md on Dai et al. 2019: slow-down by staleness grows
 * with depth, and is worst with momentum.
 */
final class DepthAndStaleness {
  /** Of the budget, where one worker sets the target: slow-downs of up to four can be seen. */
  private static final double TARGET_SHARE = 0.25;

  private static final String MOMENTUM = "momentum";

  private final Plan plan;
  private final int most;
  private final List<Best> bests = new ArrayList<>();

  private DepthAndStaleness(Plan plan) {
    this.plan = plan;
    this.most = plan.arms().stream().mapToInt(Arm::workers).max().orElseThrow();
  }

  static Finding of(Plan plan) {
    return new DepthAndStaleness(plan).finding();
  }

  private Finding finding() {
    Map<Integer, Map<String, Double>> slowDowns = new TreeMap<>();
    Map<String, Double> others = new LinkedHashMap<>();
    Plots.Lines lines = new Plots.Lines();
    for (Arm arm : plan.arms()) {
      double slowDown = slowDown(arm);
      if (arm.workers() == most) {
        slowDowns
            .computeIfAbsent(arm.layers(), any -> new LinkedHashMap<>())
            .put(arm.optimiser(), slowDown);
        lines.add(arm.optimiser(), arm.layers(), slowDown);
      } else if (arm.workers() > 1) {
        others.put(arm.toString(), slowDown);
      }
    }
    Map<Integer, Double> means = new TreeMap<>();
    slowDowns.forEach((layers, of) -> means.put(layers, geometricMean(of)));
    Map<String, Double> deepest = slowDowns.get(4);
    if (!means.keySet().containsAll(List.of(1, 2, 4)) || deepest == null) {
      throw new IllegalArgumentException("expected trainings with 1, 2 and 4 layers");
    }
    return new Finding(
        List.of(
            Condition.of(
                rises(means),
                "the slow-down with %d workers, in the geometric mean over the optimisers, rises with"
                    + " depth: %s",
                most,
                words(means)),
            Condition.of(
                worst(deepest), "at 4 layers it is greatest with momentum: %s", words(deepest))),
        notes(slowDowns, others),
        bests,
        lines.plot(
            "Slow-down by staleness against depth",
            "layers",
            "times the samples to the target",
            false));
  }

  /**
   * The samples that an arm needs to the target, over those of one worker: each the least median
   * over its rates. One that does not get there counts as if it did at its end.
   */
  private double slowDown(Arm arm) {
    Arm alone = new Arm(arm.layers(), 1, arm.strategy(), arm.optimiser());
    Map<Long, Double> targets = plan.targets(alone, TARGET_SHARE);
    Best best = best(arm, targets);
    bests.add(best);
    return best.median() / best(alone, targets).median();
  }

  private Best best(Arm arm, Map<Long, Double> targets) {
    return plan.best(arm, run -> Math.min((double) plan.budget(), Plan.samples(run, targets)));
  }

  private List<String> notes(
      Map<Integer, Map<String, Double>> slowDowns, Map<String, Double> others) {
    List<String> notes = new ArrayList<>();
    slowDowns.forEach(
        (layers, of) ->
            notes.add(
                "slow-downs with %d workers, layers %d: ".formatted(most, layers) + words(of)));
    notes.add("of fewer workers: " + words(others));
    return notes;
  }

  private static double geometricMean(Map<String, Double> of) {
    return Math.exp(of.values().stream().mapToDouble(Math::log).average().orElseThrow());
  }

  private static boolean rises(Map<Integer, Double> means) {
    double before = Double.NEGATIVE_INFINITY;
    for (double mean : means.values()) {
      if (mean <= before) {
        return false;
      }
      before = mean;
    }
    return true;
  }

  private static boolean worst(Map<String, Double> deepest) {
    double ofMomentum = Double.NEGATIVE_INFINITY;
    double ofOthers = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, Double> each : deepest.entrySet()) {
      if (each.getKey().startsWith(MOMENTUM)) {
        ofMomentum = Math.max(ofMomentum, each.getValue());
      } else {
        ofOthers = Math.max(ofOthers, each.getValue());
      }
    }
    return ofMomentum > ofOthers;
  }

  private static String words(Map<?, Double> figures) {
    List<String> words = new ArrayList<>();
    figures.forEach(
        (what, figure) -> words.add(String.format(Locale.ROOT, "%s: %.2f", what, figure)));
    return String.join(", ", words);
  }
}
