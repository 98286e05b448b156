package org.tengen.bench.lab;

import java.util.List;
import java.util.Locale;
import org.tengen.web.plot.LinePlot;

/**
 * What a plan's trainings say of a paper's finding.
 *
 * @param conditions all of which must hold, in the order of the predicate
 * @param notes other figures that are worth a look
 * @param bests the arms at the rates that the predicate takes
 */
record Finding(
    List<Condition> conditions, List<String> notes, List<Plan.Best> bests, LinePlot plot) {
  /**
   * A part of the predicate.
   *
   * @param words with the figures that decide it
   */
  record Condition(boolean holds, String words) {
    static Condition of(boolean holds, String words, Object... figures) {
      return new Condition(holds, String.format(Locale.ROOT, words, figures));
    }
  }

  boolean agrees() {
    return conditions.stream().allMatch(Condition::holds);
  }

  /** The arms whose best rate may lie outside their grid. */
  List<String> edges() {
    return bests.stream().filter(Plan.Best::edge).map(Plan.Best::edgeWords).toList();
  }
}
