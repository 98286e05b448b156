package org.tengen.web.report;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to: {@code result.json}, the last file that a run writes.
 *
 * @param job e.g. {@code compare}
 * @param command the command that repeats the run
 * @param startedAt an instant in ISO 8601
 * @param settings every setting's value by key
 * @param versions of Tengen (with commit), Java, Spark, Deeplearning4j, CPU, by name
 * @param unigramPerplexity the unigram model's on the validation split; null where there is none
 * @param summary the one sentence of what the figures mean, from {@link Summary}
 * @param runs one per strategy, in the order in which they are shown
 */
public record RunResult(
    String job,
    String command,
    String startedAt,
    Map<String, String> settings,
    Map<String, String> versions,
    @Nullable Double unigramPerplexity,
    String summary,
    List<StrategyRun> runs) {

  public RunResult {
    requireNonNull(job, "job");
    requireNonNull(command, "command");
    requireNonNull(startedAt, "startedAt");
    requireNonNull(summary, "summary");
    settings =
        Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(settings, "settings")));
    versions =
        Collections.unmodifiableMap(new LinkedHashMap<>(requireNonNull(versions, "versions")));
    runs = List.copyOf(requireNonNull(runs, "runs"));
  }

  /**
   * The same with as many trainings as a picture can hold: of the first scenario, one for each
   * strategy.
   */
  RunResult pictured() {
    if (!Scenario.several(runs)) {
      return this;
    }
    List<StrategyRun> shown = Scenario.of(runs).get(0).middle();
    return new RunResult(
        job, command, startedAt, settings, versions, unigramPerplexity, summary, shown);
  }

  /** What the pictures show of more than they can hold, in one line; empty where that is all. */
  String picturedWords() {
    if (!Scenario.several(runs)) {
      return "";
    }
    Scenario first = Scenario.of(runs).get(0);
    return "Pictures and times are of the trainings %s: each strategy at its best rate, with seed %d."
        .formatted(first.words(), first.middle().get(0).seed());
  }
}
