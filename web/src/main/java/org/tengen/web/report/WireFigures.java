package org.tengen.web.report;

import static org.tengen.web.plot.Numbers.significant;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.web.plot.Numbers;
import org.tengen.web.report.ComparisonTable.Cell;
import org.tengen.web.report.ComparisonTable.Column;
import org.tengen.web.report.StrategyRun.Traffic;

/** What the comparison shows of the bytes that went over the wire, where a codec was set. */
final class WireFigures {
  private static final double MB = 1e6;
  private static final List<Column> COLUMNS =
      List.of(
          new Column("wire", "MB"),
          new Column("times fewer", "push"),
          new Column("times fewer", "all"));

  private WireFigures() {}

  /** Adds columns, cells and notes if any of the runs has a codec; theirs if they have several. */
  static void add(
      List<StrategyRun> runs, List<Column> columns, List<List<Cell>> rows, List<String> notes) {
    List<Traffic> known = new ArrayList<>();
    for (StrategyRun run : runs) {
      Traffic traffic = run.traffic();
      if (traffic != null) {
        known.add(traffic);
      }
    }
    if (known.stream().noneMatch(Traffic::coded)) {
      return;
    }
    List<String> codecs = known.stream().map(Traffic::codec).distinct().toList();
    boolean several = codecs.size() > 1;
    if (several) {
      columns.add(new Column("", "codec"));
    }
    columns.addAll(COLUMNS);
    for (int i = 0; i < runs.size(); i++) {
      Traffic traffic = runs.get(i).traffic();
      if (several) {
        rows.get(i).add(cell(traffic == null ? Numbers.NONE : shortened(traffic.codec())));
      }
      figures(traffic).forEach(rows.get(i)::add);
    }
    notes.add("Codec: " + String.join(", ", codecs) + ".");
    notes.add("Wire: pushes and pulls with their frames; times fewer bytes than as float32.");
    long lost = known.stream().mapToLong(Traffic::residualsLost).sum();
    if (lost > 0) {
      notes.add("Lost: what a worker had kept back, " + lost + " times, as its task ended early.");
    }
  }

  private static List<Cell> figures(@Nullable Traffic traffic) {
    if (traffic == null) {
      return List.of(cell(Numbers.NONE), cell(Numbers.NONE), cell(Numbers.NONE));
    }
    return List.of(
        cell(significant((traffic.pushedBytes() + traffic.pulledBytes()) / MB, 3)),
        cell(significant(traffic.pushRatio(), 3)),
        cell(significant(traffic.ratio(), 3)));
  }

  /** Without what follows a plus, which the notes have. */
  private static String shortened(String codec) {
    int plus = codec.indexOf('+');
    return plus < 0 ? codec : codec.substring(0, plus) + "+";
  }

  private static Cell cell(String text) {
    return new Cell(text, false);
  }
}
