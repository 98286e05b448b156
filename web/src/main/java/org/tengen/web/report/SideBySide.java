package org.tengen.web.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Several runs as one result, so that one page shows them: each training is called by its strategy
 * and its run. Where runs differ in a setting or a version, each run's own stands there.
 */
public final class SideBySide {
  private static final String COMMAND = "command";
  private static final String STARTED = "started";

  private SideBySide() {}

  /**
   * All of {@code results}.
   *
   * @param results by what each run is called
   * @param command that laid them side by side
   * @param now an instant in ISO 8601
   */
  public static RunResult of(Map<String, RunResult> results, String command, String now) {
    List<StrategyRun> runs = new ArrayList<>();
    List<String> words = new ArrayList<>();
    Set<String> jobs = new LinkedHashSet<>();
    results.forEach(
        (name, result) -> {
          result.runs().forEach(run -> runs.add(run.of(name)));
          jobs.add(result.job());
          String said = said(result);
          if (!said.isEmpty()) {
            words.add(name + ": " + said);
          }
        });
    Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    Map<String, Map<String, String>> versions = new LinkedHashMap<>();
    results.forEach(
        (name, result) -> {
          Map<String, String> told = new LinkedHashMap<>();
          told.put(COMMAND, result.command());
          told.put(STARTED, result.startedAt());
          told.putAll(result.settings());
          settings.put(name, told);
          versions.put(name, result.versions());
        });
    return new RunResult(
        "report of " + String.join(" and ", jobs),
        command,
        now,
        together(settings),
        together(versions),
        unigram(results),
        String.join(" ", words),
        runs);
  }

  /** What a run says of itself: its advice, or else its summary. */
  private static String said(RunResult result) {
    List<String> advice = Advice.of(result);
    return advice.isEmpty() ? result.summary() : String.join(" ", advice);
  }

  private static Map<String, String> together(Map<String, Map<String, String>> byRun) {
    Set<String> keys = new LinkedHashSet<>();
    byRun.values().forEach(values -> keys.addAll(values.keySet()));
    Map<String, String> all = new LinkedHashMap<>();
    for (String key : keys) {
      Set<String> values = new LinkedHashSet<>();
      byRun.values().forEach(run -> values.add(run.getOrDefault(key, "-")));
      String one = values.iterator().next();
      String each =
          byRun.entrySet().stream()
              .map(run -> run.getKey() + ": " + run.getValue().getOrDefault(key, "-"))
              .collect(Collectors.joining("; "));
      all.put(key, values.size() == 1 ? one : each);
    }
    return all;
  }

  /** The runs' own, where they agree. */
  private static @Nullable Double unigram(Map<String, RunResult> results) {
    List<Double> known =
        results.values().stream()
            .map(RunResult::unigramPerplexity)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    return known.size() == 1 ? known.get(0) : null;
  }
}
