package org.tengen.bench.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.tengen.driver.training.Target;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.web.report.StrategyRun.CurvePoint;

/**
 * The trainings of a plan of the literature, with those that were added to its grid: by arm, and of
 * each arm by rate, in order of seeds.
 */
final class Plan {
  private final Map<Arm, TreeMap<Double, List<StrategyRun>>> arms = new LinkedHashMap<>();

  /** The plan that is in these results. */
  Plan(List<RunResult> results) {
    for (RunResult result : results) {
      int layers = Integer.parseInt(result.settings().getOrDefault("layers", "1"));
      result.runs().forEach(run -> add(Arm.of(layers, run), run));
    }
    arms.values().forEach(rates -> rates.values().forEach(Plan::order));
    if (all().map(Plan::seeds).distinct().count() != 1) {
      throw new IllegalArgumentException("the trainings have not all the same seeds, each once");
    }
  }

  /** The plan that is in these run folders. */
  static Plan read(List<Path> folders) throws IOException {
    List<RunResult> results = new ArrayList<>();
    for (Path folder : folders) {
      Path file = folder.resolve(ResultJson.FILE);
      results.add(ResultJson.read(Files.readString(file), file.toString()));
    }
    return new Plan(results);
  }

  private void add(Arm arm, StrategyRun run) {
    arms.computeIfAbsent(arm, any -> new TreeMap<>())
        .computeIfAbsent(Objects.requireNonNull(run.rate(), "rate"), any -> new ArrayList<>())
        .add(run);
  }

  private static void order(List<StrategyRun> runs) {
    runs.sort(Comparator.comparingLong(StrategyRun::seed));
  }

  private Stream<List<StrategyRun>> all() {
    return arms.values().stream().flatMap(rates -> rates.values().stream());
  }

  /** The samples of a training that goes to its end. */
  long budget() {
    return all().flatMap(List::stream).mapToLong(StrategyRun::samples).max().orElseThrow();
  }

  private static List<Long> seeds(List<StrategyRun> runs) {
    return runs.stream().map(StrategyRun::seed).toList();
  }

  /** All arms, in the order in which they were trained. */
  List<Arm> arms() {
    return List.copyOf(arms.keySet());
  }

  /** An arm's trainings by rate. */
  NavigableMap<Double, List<StrategyRun>> rates(Arm arm) {
    return Objects.requireNonNull(arms.get(arm), () -> "no trainings of " + arm);
  }

  /** The one arm of a strategy with so many workers, where depth and optimiser are all the same. */
  Arm arm(String strategy, int workers) {
    return arms().stream()
        .filter(arm -> arm.strategy().equals(strategy) && arm.workers() == workers)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no trainings of " + strategy + " with " + workers + " workers"));
  }

  /** The one arm of a strategy, where there is no other number of workers. */
  Arm arm(String strategy) {
    return arm(strategy, arms().get(0).workers());
  }

  /** The trainings of an arm at a rate. */
  List<StrategyRun> at(Arm arm, double rate) {
    List<StrategyRun> runs = rates(arm).get(rate);
    if (runs == null) {
      throw new IllegalArgumentException("no trainings of " + arm + " at rate " + rateText(rate));
    }
    return runs;
  }

  /**
   * An arm at its best rate.
   *
   * @param figures of the trainings, one for each seed
   * @param edge is it the lowest or the highest rate that there is?
   */
  record Best(Arm arm, double rate, List<StrategyRun> runs, List<Double> figures, boolean edge) {
    double median() {
      return Plan.median(figures);
    }

    /** Where the edge is. */
    String edgeWords() {
      return "%s: the best rate, %s, is at an edge of the grid".formatted(arm, rateText(rate));
    }
  }

  /** As it was set: results have the float32. */
  static String rateText(double rate) {
    return Float.toString((float) rate);
  }

  /** The rate whose median of a figure is least; the lowest such rate. */
  Best best(Arm arm, ToDoubleFunction<StrategyRun> figure) {
    NavigableMap<Double, List<StrategyRun>> rates = rates(arm);
    double best = rates.firstKey();
    for (double rate : rates.keySet()) {
      best = median(at(arm, rate), figure) < median(at(arm, best), figure) ? rate : best;
    }
    List<StrategyRun> runs = at(arm, best);
    boolean edge = best == rates.firstKey() || best == rates.lastKey();
    return new Best(arm, best, runs, figures(runs, figure), edge);
  }

  private static List<Double> figures(
      List<StrategyRun> runs, ToDoubleFunction<StrategyRun> figure) {
    return runs.stream().map(figure::applyAsDouble).toList();
  }

  static double median(List<StrategyRun> runs, ToDoubleFunction<StrategyRun> figure) {
    return median(figures(runs, figure));
  }

  /** The middle one, or the mean of the two in the middle. */
  static double median(List<Double> figures) {
    List<Double> sorted = figures.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The perplexity at the end; infinite for a training that diverged. */
  static double perplexity(StrategyRun run) {
    return run.diverged() || Double.isNaN(run.perplexity())
        ? Double.POSITIVE_INFINITY
        : run.perplexity();
  }

  /**
   * For each seed, the lowest perplexity that an arm had at a share of its samples, at any of its
   * rates.
   */
  Map<Long, Double> targets(Arm arm, double share) {
    Map<Long, Double> targets = new TreeMap<>();
    for (List<StrategyRun> runs : rates(arm).values()) {
      for (StrategyRun run : runs) {
        Double there =
            run.diverged() ? null : Target.perplexityAt(run.curve(), share * run.samples());
        if (there != null) {
          targets.merge(run.seed(), there, Math::min);
        }
      }
    }
    return targets;
  }

  /** Virtual seconds until the training's target; infinite if it never reaches it. */
  static double seconds(StrategyRun run, Map<Long, Double> targets) {
    return reached(run, run.curve(), targets);
  }

  /** Samples until the training's target; infinite if it never reaches it. */
  static double samples(StrategyRun run, Map<Long, Double> targets) {
    List<CurvePoint> bySamples =
        run.curve().stream()
            .map(
                point ->
                    new CurvePoint(
                        point.samples(),
                        point.samples(),
                        point.updates(),
                        null,
                        point.validationPerplexity()))
            .toList();
    return reached(run, bySamples, targets);
  }

  private static double reached(
      StrategyRun run, List<CurvePoint> curve, Map<Long, Double> targets) {
    Double target = targets.get(run.seed());
    Double reached = target == null || run.diverged() ? null : Target.secondsTo(curve, target);
    return reached == null ? Double.POSITIVE_INFINITY : reached;
  }
}
