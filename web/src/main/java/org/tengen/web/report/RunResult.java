package org.tengen.web.report;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run came to: {@code result.json}, the last file that a run writes.
 *
 * @param job e.g. {@code compare}
 * @param command the command that repeats the run
 * @param settings every setting's value by key
 * @param versions of Tengen (with commit), Java, Spark, Deeplearning4j, CPU, by name
 * @param unigramPerplexity the unigram model's on the validation split; null where there is none
 * @param summary the one sentence of what the figures mean; empty for a single training
 */
public record RunResult(
    String job,
    String command,
    String startedAt,
    Map<String, String> settings,
    Map<String, String> versions,
    @Nullable Double unigramPerplexity,
    String summary,
    List<StrategyRun> runs) {}
