package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.fixed;
import static org.tengen.web.plot.Numbers.significant;
import static org.tengen.web.plot.Numbers.whole;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tengen.web.plot.Numbers;
import org.tengen.web.report.ComparisonTable.Cell;
import org.tengen.web.report.ComparisonTable.Column;

/** The rows of trainings of word vectors: a word is a sample, and what is learned is a loss. */
final class WordTable {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("", "strategy"),
          new Column("words", "per s"),
          new Column("", "updates"),
          new Column("idle", "%"),
          new Column("staleness", "mean"),
          new Column("staleness", "p99"),
          new Column("staleness", "max"),
          new Column("loss", "at end"),
          new Column("slowest", "words"));

  private static final List<String> NOTES =
      List.of(
          "Loss: of a word and its noise (or its way through the tree) given a word of its context, or"
              + " the context; nats, over the last twentieth of the words.",
          "Staleness: updates made between a worker's pull and the use of its push.",
          "Slowest: words of the worker that gave fewest; its text counts less.");

  private WordTable() {}

  static ComparisonTable of(RunResult result) {
    List<List<Cell>> rows = result.runs().stream().map(WordTable::row).toList();
    return new ComparisonTable(
        COLUMNS, rows, IntStream.range(0, rows.size()).boxed().toList(), NOTES);
  }

  private static List<Cell> row(StrategyRun run) {
    StrategyRun.Staleness staleness = run.staleness();
    WordFigures words = run.words();
    Long slowest = run.samplesOfSlowestLane();
    return Stream.of(
            run.name(),
            significant(run.samplesPerSecond(), 3),
            whole(run.updates()),
            fixed(run.idleShare() * 100, 1),
            significant(staleness.mean(), 3),
            whole(staleness.p99()),
            whole(staleness.max()),
            words == null || words.losses().isEmpty()
                ? Numbers.NONE
                : significant(words.lossAtEnd(), 4),
            slowest == null ? Numbers.NONE : whole(slowest))
        .map(text -> new Cell(text, false))
        .toList();
  }
}
