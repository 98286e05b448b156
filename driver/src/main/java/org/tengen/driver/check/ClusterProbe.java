package org.tengen.driver.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;

/** Looks at every executor of a running session. */
public final class ClusterProbe {
  private ClusterProbe() {}

  /**
   * What the executors say of themselves, one entry each.
   *
   * @param slots tasks to start, as many as run at once
   * @param reachHost where executors find the driver; empty where nobody connects
   * @param reachPort a port on which the caller listens meanwhile
   */
  public static List<ExecutorFacts> look(
      JavaSparkContext spark, int slots, String reachHost, int reachPort) {
    List<Integer> tasks = IntStream.range(0, slots).boxed().toList();
    Map<String, ExecutorFacts> byExecutor = new LinkedHashMap<>();
    for (String text :
        spark
            .parallelize(new ArrayList<>(tasks), slots)
            .map(new ExecutorProbe(reachHost, reachPort))
            .collect()) {
      ExecutorFacts facts = ExecutorFacts.ofText(text);
      byExecutor.put(facts.executor(), facts);
    }
    return List.copyOf(byExecutor.values());
  }
}
