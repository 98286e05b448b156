package org.tengen.bench.lab;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Perplexities of the cells' language models by rate, and at each one's best. */
final class CellTable {
  private final Grid grid;
  private final List<Trained> done;

  CellTable(Grid grid, List<Trained> done) {
    this.grid = grid;
    this.done = done;
  }

  String markdown() {
    List<Float> all = done.stream().map(each -> each.cell().rate()).distinct().sorted().toList();
    StringBuilder text = new StringBuilder();
    text.append("\nMean perplexity by rate, over seeds ").append(grid.seeds()).append("\n\n| |");
    all.forEach(rate -> text.append(' ').append(rate).append(" |"));
    text.append("\n|:---|").append("---:|".repeat(all.size())).append('\n');
    for (String arm : grid.strategies()) {
      Map<Float, Double> means = grid.means(arm, done);
      text.append("| ").append(arm).append(" |");
      for (Float rate : all) {
        Double mean = means.get(rate);
        text.append(mean == null ? " - |" : String.format(Locale.ROOT, " %.2f |", mean));
      }
      text.append('\n');
    }
    text.append("\nEach at its best rate\n\n");
    text.append("| | rate | perplexity by seed | mean | after each quarter, mean |\n");
    text.append("|:---|---:|---:|---:|:---|\n");
    grid.strategies().forEach(arm -> row(text, arm, grid.best(arm, done)));
    row(text, TorchTraining.LABEL, grid.best(grid.strategies().get(0), done));
    return text.toString();
  }

  private void row(StringBuilder text, String arm, @Nullable Float rate) {
    if (rate == null) {
      return;
    }
    List<Trained> of =
        done.stream()
            .filter(one -> one.cell().strategy().equals(arm) && rate.equals(one.cell().rate()))
            .sorted((one, other) -> Long.compare(one.cell().seed(), other.cell().seed()))
            .toList();
    if (of.isEmpty()) {
      return;
    }
    text.append(
        String.format(
            Locale.ROOT,
            "| %s | %s | %s | %.2f | %s |%n",
            arm,
            rate,
            of.stream()
                .map(one -> String.format(Locale.ROOT, "%.2f", one.perplexity()))
                .collect(Collectors.joining(" ")),
            of.stream().mapToDouble(Trained::perplexity).average().orElse(Double.NaN),
            quarters(of)));
  }

  private static String quarters(List<Trained> of) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < of.get(0).curve().size(); at++) {
      int point = at;
      double mean =
          of.stream()
              .filter(one -> one.curve().size() > point)
              .mapToDouble(one -> one.curve().get(point).validationPerplexity())
              .average()
              .orElse(Double.NaN);
      text.append(String.format(Locale.ROOT, "%s%.1f", at == 0 ? "" : ", ", mean));
    }
    return text.toString();
  }
}
