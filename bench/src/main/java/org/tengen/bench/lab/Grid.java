package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which trainings a sweep needs, given those that it has: the same rates for all strategies; where
 * the best of a strategy's is the lowest or highest that it has, the half or the double of it too,
 * and so on; and, if wanted, the reference's best rate for all.
 *
 * @param strategies the first is the reference
 * @param rates in ascending order, each the double of the one before
 * @param extensions how many rates are added for a strategy on each side at the most
 * @param alsoAtReference whether all are trained at the reference's best rate, too
 */
record Grid(
    List<String> strategies,
    List<Float> rates,
    List<Long> seeds,
    int extensions,
    boolean alsoAtReference) {

  /** The mean over the seeds, by rate in ascending order, of a strategy's finished rates. */
  TreeMap<Float, Double> means(String strategy, Collection<Trained> done) {
    TreeMap<Float, List<Double>> byRate = new TreeMap<>();
    for (Trained trained : done) {
      if (trained.cell().strategy().equals(strategy) && seeds.contains(trained.cell().seed())) {
        byRate
            .computeIfAbsent(trained.cell().rate(), any -> new ArrayList<>())
            .add(trained.perplexity());
      }
    }
    TreeMap<Float, Double> means = new TreeMap<>();
    byRate.forEach(
        (rate, perplexities) -> {
          if (perplexities.size() == seeds.size()) {
            means.put(rate, perplexities.stream().mapToDouble(p -> p).average().orElseThrow());
          }
        });
    return means;
  }

  /** The rate with the lowest mean; null if no rate's mean is finite. */
  @Nullable Float best(String strategy, Collection<Trained> done) {
    return means(strategy, done).entrySet().stream()
        .filter(entry -> Double.isFinite(entry.getValue()))
        .min(Comparator.comparingDouble(entry -> entry.getValue()))
        .map(entry -> entry.getKey())
        .orElse(null);
  }

  /** What to train next, until there is nothing; in an order that does not depend on anything. */
  List<Cell> missing(Collection<Trained> done) {
    Set<Cell> wanted = new LinkedHashSet<>();
    for (long seed : seeds) {
      for (String strategy : strategies) {
        rates.forEach(rate -> wanted.add(new Cell(strategy, rate, seed)));
      }
    }
    done.forEach(trained -> wanted.remove(trained.cell()));
    if (wanted.isEmpty()) {
      extend(done, wanted);
    }
    if (wanted.isEmpty() && alsoAtReference) {
      Float reference = best(strategies.get(0), done);
      if (reference != null) {
        strategies.forEach(strategy -> want(strategy, reference, wanted));
      }
      done.forEach(trained -> wanted.remove(trained.cell()));
    }
    return List.copyOf(wanted);
  }

  private void extend(Collection<Trained> done, Set<Cell> wanted) {
    float lowest = rates.get(0);
    float highest = rates.get(rates.size() - 1);
    for (String strategy : strategies) {
      TreeMap<Float, Double> means = means(strategy, done);
      Float best = best(strategy, done);
      boolean down = best == null || best.equals(means.firstKey());
      boolean up = best != null && best.equals(means.lastKey());
      if (down && means.firstKey() > Math.scalb(lowest, -extensions)) {
        want(strategy, means.firstKey() / 2, wanted);
      }
      if (up && means.lastKey() < Math.scalb(highest, extensions)) {
        want(strategy, means.lastKey() * 2, wanted);
      }
    }
    done.forEach(trained -> wanted.remove(trained.cell()));
  }

  private void want(String strategy, float rate, Set<Cell> wanted) {
    seeds.forEach(seed -> wanted.add(new Cell(strategy, rate, seed)));
  }
}
