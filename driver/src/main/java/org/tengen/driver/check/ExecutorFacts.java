package org.tengen.driver.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one executor says of itself.
 *
 * @param executor its id; {@code driver} where tasks run in the driver's JVM
 * @param java its version
 * @param heapMb the largest heap
 * @param offHeapLimited whether ND4J's memory outside the heap has a limit
 * @param engine what decides a gradient's bits there; empty when the engine did not load
 * @param engineProblem why the engine did not load; empty when it did
 * @param reachProblem why it cannot open a connection to the driver; empty when it can
 */
public record ExecutorFacts(
    String executor,
    String host,
    String java,
    long heapMb,
    boolean offHeapLimited,
    Map<String, String> engine,
    String engineProblem,
    String reachProblem) {
  private static final String ENGINE = "engine.";

  /** As text, which any serialiser moves. */
  String toText() {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("executor", executor);
    all.put("host", host);
    all.put("java", java);
    all.put("heapMb", Long.toString(heapMb));
    all.put("offHeapLimited", Boolean.toString(offHeapLimited));
    all.put("engineProblem", engineProblem);
    all.put("reachProblem", reachProblem);
    engine.forEach((key, value) -> all.put(ENGINE + key, value));
    return all.entrySet().stream()
        .map(e -> e.getKey() + "=" + e.getValue().replaceAll("\\s+", " "))
        .collect(Collectors.joining("\n"));
  }

  static ExecutorFacts ofText(String text) {
    Map<String, String> all = new LinkedHashMap<>();
    Map<String, String> engine = new LinkedHashMap<>();
    for (String line : List.of(text.split("\n", -1))) {
      String key = line.substring(0, line.indexOf('='));
      String value = line.substring(key.length() + 1);
      if (key.startsWith(ENGINE)) {
        engine.put(key.substring(ENGINE.length()), value);
      } else {
        all.put(key, value);
      }
    }
    return new ExecutorFacts(
        all.getOrDefault("executor", ""),
        all.getOrDefault("host", ""),
        all.getOrDefault("java", ""),
        Long.parseLong(all.getOrDefault("heapMb", "0")),
        Boolean.parseBoolean(all.getOrDefault("offHeapLimited", "false")),
        engine,
        all.getOrDefault("engineProblem", ""),
        all.getOrDefault("reachProblem", ""));
  }
}
