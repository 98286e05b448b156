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
}
