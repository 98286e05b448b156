package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known beforehand of how stale a strategy's pushes are, where something is.
 *
 * @param mean what the staleness should be in the middle, in updates; null where nothing says
 * @param bound what no push may exceed; null where there is none
 * @param memoryless workers whose staleness is geometric where steps have no memory; 0 for none
 * @param words the same in a sentence or two, with the paper; empty where nothing is known
 */
record StalenessTheory(@Nullable Double mean, @Nullable Long bound, int memoryless, String words) {
  private static final StalenessTheory NOTHING = new StalenessTheory(null, null, 0, "");

  static StalenessTheory of(StrategyRun run) {
    String[] parts = run.strategy().split("[:+]", 3);
    String argument = parts.length < 2 ? "" : parts[1];
    int others = run.workers() - 1;
    return switch (parts[0]) {
      case "bsp" -> barrier(argument, run);
      case "ssp" -> number(argument) < 0 ? NOTHING : bounded(number(argument), others, run);
      case "asp" -> free(others);
      case "softsync" -> number(argument) < 1 ? NOTHING : gathered(number(argument), run);
      case "local" ->
          new StalenessTheory(
              null,
              null,
              0,
              "Workers meet behind a barrier, so no push is stale in this sense: what grows between"
                  + " two meetings is how far their weights are apart (Stich 2019; Lin et al."
                  + " 2020).");
      case "easgd" ->
          new StalenessTheory(
              null,
              null,
              0,
              "A worker reads the centre just before it pushes, so staleness in this sense says"
                  + " little: what counts is how far its weights are from the centre (Zhang,"
                  + " Choromanska and LeCun 2015).");
      default -> NOTHING;
    };
  }

  private static StalenessTheory barrier(String argument, StrategyRun run) {
    String words =
        argument.startsWith("backup")
            ? "Theory: 0. An update takes gradients of its own clock alone, and leaves out those that"
                + " come late (Chen et al. 2016)."
            : "Theory: 0. Nobody reads before the update that all have given to (Valiant 1990).";
    return new StalenessTheory(0.0, 0L, 0, words + check(run, 0));
  }

  private static StalenessTheory bounded(int slack, int others, StrategyRun run) {
    long bound = (2L * slack + 1) * others;
    String words =
        ("Theory: at most %s updates. While a worker makes one step, each of the other %s can go from"
                + " %s behind it to %s ahead, and push %s times (Ho et al. 2013 bound the steps; the"
                + " count of updates follows).")
            .formatted(
                whole(bound), whole(others), steps(slack), steps(slack), whole(2L * slack + 1));
    return new StalenessTheory(null, bound, 0, words + check(run, bound));
  }

  /** Whatever the steps' lengths: every update makes all other gradients under way staler by 1. */
  private static StalenessTheory free(int others) {
    String words =
        ("Theory: mean %s, one less than there are workers, as every update makes the gradients that"
                + " all others are computing one update staler; less where part of a worker's time"
                + " goes into sending, and half of it, %s, where all read at one moment and push at"
                + " another, as the first of them is not stale then. Steps of one length, each begun"
                + " at its own moment, give each push just that; steps without memory spread it"
                + " geometrically (the curve; Mitliagkas et al. 2016).")
            .formatted(whole(others), significant(others / 2.0, 3));
    return new StalenessTheory((double) others, null, others + 1, words);
  }

  private static StalenessTheory gathered(int updates, StrategyRun run) {
    long above = above(run.staleness().histogram(), 2L * updates);
    long all = above(run.staleness().histogram(), -1);
    int gathered = Math.max(1, run.workers() / updates);
    double mean = (run.workers() - 1.0) / gathered;
    String words =
        ("Theory: mean %s, as the other %s workers push once each while one computes, and every %s"
                + " pushes make an update. Zhang et al. (2016) saw about %s with many workers of equal"
                + " speed, and hardly a push above %s; here %s %% are above that.")
            .formatted(
                significant(mean, 3),
                whole(run.workers() - 1),
                whole(gathered),
                whole(updates),
                whole(2L * updates),
                fixed(all == 0 ? 0 : 100.0 * above / all, 2));
    return new StalenessTheory(mean, null, 0, words);
  }

  /** Whether the bound held. */
  private static String check(StrategyRun run, long bound) {
    long above = above(run.staleness().histogram(), bound);
    long all = above(run.staleness().histogram(), -1);
    if (all == 0) {
      return "";
    }
    return above == 0
        ? " None of the " + whole(all) + " pushes counted lies above."
        : " "
            + whole(above)
            + " of the "
            + whole(all)
            + " pushes counted lie above: that is wrong.";
  }

  private static long above(List<Long> histogram, long bound) {
    long above = 0;
    for (int k = 0; k < histogram.size(); k++) {
      above += k > bound ? histogram.get(k) : 0;
    }
    return above;
  }

  private static String steps(int count) {
    return whole(count) + (count == 1 ? " step" : " steps");
  }

  /** The number that is meant; -1 if there is none. */
  private static int number(String argument) {
    return argument.matches("\\d{1,6}") ? Integer.parseInt(argument) : -1;
  }

  /** The share of pushes that would be {@code from} updates stale or more, 0..1. */
  double atLeast(long from) {
    return Math.pow(1 - 1.0 / memoryless, (double) from);
  }
}
