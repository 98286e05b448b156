package org.tengen.web.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The trainings of a result that are compared with each other: as many workers, and the same
 * stragglers.
 *
 * @param straggler as set; empty where it is not known
 * @param runs one or more
 */
record Scenario(int workers, String straggler, List<StrategyRun> runs) {
  Scenario {
    runs = List.copyOf(runs);
  }

  /** All of a result, in the order in which they first occur. */
  static List<Scenario> of(List<StrategyRun> runs) {
    Map<List<Object>, List<StrategyRun>> scenarios = new LinkedHashMap<>();
    for (StrategyRun run : runs) {
      String straggler = run.straggler() == null ? "" : run.straggler();
      scenarios
          .computeIfAbsent(List.of(run.workers(), straggler), key -> new ArrayList<>())
          .add(run);
    }
    return scenarios.entrySet().stream()
        .map(
            entry ->
                new Scenario(
                    (int) entry.getKey().get(0), (String) entry.getKey().get(1), entry.getValue()))
        .toList();
  }

  /**
   * Whether a result has more than one training of a strategy with a codec: at several rates, seeds
   * or in several scenarios, each once. Results of several runs, in which something may be twice,
   * are no such plan.
   */
  static boolean several(List<StrategyRun> runs) {
    return distinct(runs, run -> List.of(run.name(), run.codec())) < runs.size()
        && distinct(runs, Scenario::cell) == runs.size();
  }

  private static List<String> cell(StrategyRun run) {
    return List.of(
        run.name(),
        run.codec(),
        run.workers() + " " + run.seed(),
        String.valueOf(run.straggler()),
        String.valueOf(run.optimiser()),
        String.valueOf(run.rate()));
  }

  private static long distinct(List<StrategyRun> runs, Function<StrategyRun, List<String>> what) {
    return runs.stream().map(what).distinct().count();
  }

  /** In words, e.g. {@code with 4 workers, stragglers any:10x@5%}. */
  String words() {
    String slow =
        straggler.isEmpty()
            ? ""
            : straggler.equals("none") ? ", no straggler" : ", stragglers " + straggler;
    return "with " + workers + (workers == 1 ? " worker" : " workers") + slow;
  }

  /**
   * One training of each strategy at its best rate, for a picture: all with one seed, that of the
   * first strategy's middle training. Middle in the time to the target, or in perplexity where not
   * all reached it.
   */
  List<StrategyRun> middle() {
    List<Repeats> best = Repeats.atBestRates(Repeats.of(runs));
    long seed = middle(best.get(0)).seed();
    return best.stream()
        .map(
            repeats ->
                repeats.runs().stream()
                    .filter(run -> run.seed() == seed)
                    .findFirst()
                    .orElseGet(() -> middle(repeats)))
        .toList();
  }

  private static StrategyRun middle(Repeats repeats) {
    boolean reached = repeats.secondsToTarget() != null;
    List<StrategyRun> sorted =
        repeats.runs().stream()
            .sorted(Comparator.comparingDouble(run -> reached ? toTarget(run) : run.perplexity()))
            .toList();
    return sorted.get((sorted.size() - 1) / 2);
  }

  private static double toTarget(StrategyRun run) {
    Double seconds = run.secondsToTarget();
    return seconds == null ? Double.POSITIVE_INFINITY : seconds;
  }
}
