package org.tengen.web.report;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

  /** The trainings of each run that is laid beside others, in order; of one run, all of them. */
  private List<List<StrategyRun>> sources() {
    Map<String, List<StrategyRun>> sources = new LinkedHashMap<>();
    for (StrategyRun run : runs) {
      String source = run.source() == null ? "" : run.source();
      sources.computeIfAbsent(source, any -> new ArrayList<>()).add(run);
    }
    return List.copyOf(sources.values());
  }

  /**
   * The lines of a curve: of several trainings of a strategy those of the first scenario at its
   * best rate, together; every other training alone.
   */
  List<Repeats> lines() {
    List<Repeats> lines = new ArrayList<>();
    for (List<StrategyRun> source : sources()) {
      if (Scenario.several(source)) {
        List<StrategyRun> first = Scenario.of(source).get(0).runs();
        lines.addAll(Repeats.atBestRates(Repeats.of(first)));
      } else {
        source.forEach(run -> lines.add(new Repeats(List.of(run))));
      }
    }
    return lines;
  }

  /**
   * The same with as many trainings as a picture can hold: one for each of the {@link #lines}, all
   * of a run with one seed.
   */
  RunResult pictured() {
    List<StrategyRun> shown = new ArrayList<>();
    for (List<StrategyRun> source : sources()) {
      shown.addAll(Scenario.several(source) ? Scenario.of(source).get(0).middle() : source);
    }
    return with(shown);
  }

  /** The same figures of other trainings. */
  private RunResult with(List<StrategyRun> others) {
    return new RunResult(
        job, command, startedAt, settings, versions, unigramPerplexity, summary, others);
  }

  /** The same, in which only those trainings tell of their first steps whose picture is drawn. */
  public RunResult withPicturedFirstSteps() {
    List<StrategyRun> shown = pictured().runs();
    return with(
        runs.stream().map(run -> shown.contains(run) ? run : run.withoutFirstSteps()).toList());
  }

  /** What the pictures show of more than they can hold, in one line; empty where that is all. */
  String picturedWords() {
    return sources().stream()
        .filter(Scenario::several)
        .map(RunResult::picturedWords)
        .collect(Collectors.joining(" "));
  }

  private static String picturedWords(List<StrategyRun> source) {
    Scenario first = Scenario.of(source).get(0);
    StrategyRun middle = first.middle().get(0);
    String where = middle.source() == null ? "" : "Of " + middle.source() + ": ";
    long seeds = first.runs().stream().map(StrategyRun::seed).distinct().count();
    return seeds == 1
        ? "%sPictures and times are of the trainings %s: each strategy at its best rate, with seed %d."
            .formatted(where, first.words(), middle.seed())
        : ("%sCurves are of the trainings %s with %d seeds, each strategy at its best rate; pictures"
                + " of first steps, of staleness and of where time went are of those with seed %d.")
            .formatted(where, first.words(), seeds, middle.seed());
  }

  /** Are all of word vectors, which have losses and no perplexity? */
  boolean ofWords() {
    return !runs.isEmpty() && runs.stream().allMatch(run -> run.words() != null);
  }

  /** Are they of several runs? */
  boolean sideBySide() {
    return runs.stream().anyMatch(run -> run.source() != null);
  }

  /** Is it of simulated workers, so that seconds are virtual? */
  boolean simulated() {
    return job.contains("simulate");
  }

  /** What a second is a second of. */
  String clock() {
    boolean machines = job.contains("train") || job.contains("compare");
    return !simulated() ? "wall clock" : machines ? "wall clock or virtual time" : "virtual time";
  }
}
