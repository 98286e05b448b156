package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tengen.web.plot.Numbers;

/**
 * The comparison's rows as words, one per training: the same in the terminal, in HTML and in
 * Markdown.
 *
 * @param styles for each row, which colour and marker it has in the pictures
 * @param notes what the columns mean where their headings cannot say it
 */
record ComparisonTable(
    List<Column> columns, List<List<Cell>> rows, List<Integer> styles, List<String> notes) {

  /**
   * A heading in two lines.
   *
   * @param over shared by neighbours that have the same
   */
  record Column(String over, String under) {}

  /**
   * A figure.
   *
   * @param best of its column, where it matters
   */
  record Cell(String text, boolean best) {}

  static final List<Column> COLUMNS =
      List.of(
          new Column("", "strategy"),
          new Column("samples", "per s"),
          new Column("", "updates"),
          new Column("idle", "%"),
          new Column("staleness", "mean"),
          new Column("staleness", "p99"),
          new Column("staleness", "max"),
          new Column("perplexity", "valid."),
          new Column("perplexity", "unigram"),
          new Column("seconds", "to target"),
          new Column("slowest", "samples"));

  static ComparisonTable of(RunResult result) {
    if (result.ofWords()) {
      return WordTable.of(result);
    }
    if (Scenario.several(result.runs())) {
      return RepeatsTable.of(result);
    }
    EqualSamples equal = EqualSamples.of(result.runs());
    List<List<Cell>> rows = new ArrayList<>();
    StrategyRun bestPerplexity = lowest(result.runs(), equal::perplexity);
    StrategyRun fastest = lowest(result.runs(), ComparisonTable::secondsToTarget);
    for (StrategyRun run : result.runs()) {
      rows.add(
          row(
              run,
              equal,
              result.unigramPerplexity(),
              run.equals(bestPerplexity),
              run.equals(fastest)));
    }
    List<Column> columns = new ArrayList<>(COLUMNS);
    List<String> notes = notes(result, equal);
    WireFigures.add(result.runs(), columns, rows, notes);
    List<Integer> styles = IntStream.range(0, rows.size()).boxed().toList();
    return new ComparisonTable(columns, rows, styles, notes);
  }

  private static List<Cell> row(
      StrategyRun run,
      EqualSamples equal,
      @Nullable Double unigram,
      boolean bestPerplexity,
      boolean fastest) {
    StrategyRun.Staleness staleness = run.staleness();
    Long slowest = run.samplesOfSlowestLane();
    List<Cell> row = new ArrayList<>();
    row.add(new Cell(run.name(), false));
    row.add(new Cell(significant(run.samplesPerSecond(), 3), false));
    row.add(new Cell(whole(run.updates()), false));
    row.add(new Cell(fixed(run.idleShare() * 100, 1), false));
    row.add(new Cell(significant(staleness.mean(), 3), false));
    row.add(new Cell(whole(staleness.p99()), false));
    row.add(new Cell(whole(staleness.max()), false));
    row.add(new Cell(perplexity(run, equal), bestPerplexity));
    row.add(new Cell(unigram == null ? Numbers.NONE : significant(unigram, 4), false));
    row.add(new Cell(toTarget(run), fastest));
    row.add(new Cell(slowest == null ? Numbers.NONE : whole(slowest), false));
    return row;
  }

  private static String perplexity(StrategyRun run, EqualSamples equal) {
    if (run.diverged()) {
      return "diverged";
    }
    boolean known = run.validation().containsKey(StrategyRun.PERPLEXITY);
    return known ? significant(equal.perplexity(run), 4) : Numbers.NONE;
  }

  private static String toTarget(StrategyRun run) {
    Double seconds = run.secondsToTarget();
    if (seconds != null) {
      return fixed(seconds, 1);
    }
    return run.targetPerplexity() == null ? Numbers.NONE : "never";
  }

  private static double secondsToTarget(StrategyRun run) {
    Double seconds = run.secondsToTarget();
    return seconds == null ? Double.NaN : seconds;
  }

  private static @Nullable StrategyRun lowest(
      List<StrategyRun> runs, ToDoubleFunction<StrategyRun> figure) {
    return runs.size() < 2
        ? null
        : runs.stream()
            .filter(run -> Double.isFinite(figure.applyAsDouble(run)))
            .min(Comparator.comparingDouble(figure))
            .orElse(null);
  }

  private static List<String> notes(RunResult result, EqualSamples equal) {
    List<String> notes = new ArrayList<>();
    if (result.runs().size() > 1) {
      notes.add(
          "Perplexity: on the validation split, after "
              + whole(equal.samples())
              + " samples each.");
    } else if (result.runs().stream()
        .anyMatch(run -> run.validation().containsKey(StrategyRun.PERPLEXITY))) {
      notes.add("Perplexity: on the validation split, at the end.");
    }
    result.runs().stream().filter(BoardFigures::has).map(BoardFigures::note).forEach(notes::add);
    result.runs().stream()
        .map(StrategyRun::targetPerplexity)
        .filter(target -> target != null)
        .findFirst()
        .ifPresent(
            target ->
                notes.add("Target: a validation perplexity of " + significant(target, 4) + "."));
    result.runs().stream()
        .map(StrategyRun::divergence)
        .filter(divergence -> divergence != null)
        .forEach(divergence -> notes.add(divergence + "."));
    notes.add("Staleness: updates made between a worker's pull and the use of its push.");
    notes.add("Slowest: samples of the worker that gave fewest; its data counts less.");
    return notes;
  }
}
