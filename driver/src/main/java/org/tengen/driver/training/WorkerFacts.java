package org.tengen.driver.training;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.tengen.ps.server.LaneStatistics;

/** What the workers of a training said of themselves, for the run's record. */
final class WorkerFacts {
  private static final String SEPARATOR = "; ";

  private WorkerFacts() {}

  /**
   * Who they were, and the values of each fact, in the order of lanes and each once. A fact is
   * called as the driver's own, with "workers' " before it.
   */
  static Map<String, String> distinct(List<LaneStatistics> lanes) {
    Set<String> workers = new LinkedHashSet<>();
    Map<String, Set<String>> facts = new TreeMap<>();
    for (LaneStatistics lane : lanes) {
      workers.add(lane.worker());
      lane.facts()
          .forEach(
              (name, fact) -> facts.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(fact));
    }
    Map<String, String> all = new LinkedHashMap<>();
    all.put("workers", String.join(SEPARATOR, workers));
    facts.forEach((name, values) -> all.put("workers' " + name, String.join(SEPARATOR, values)));
    return all;
  }
}
