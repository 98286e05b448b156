package org.tengen.bench.words;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** Words a second of every run, and the table of their medians and extremes. */
final class Runs {
  /** A contender with a model on so many threads. */
  record Arm(Contender.Model model, int threads, String contender) {}

  private final String yardstick;
  private final Map<Arm, List<Double>> wordsPerSecond = new LinkedHashMap<>();
  private final Map<Arm, List<Double>> similarities = new LinkedHashMap<>();

  /** With the name of the contender that the others are divided by. */
  Runs(String yardstick) {
    this.yardstick = yardstick;
  }

  void add(Arm arm, double perSecond, OptionalDouble similarity) {
    wordsPerSecond.computeIfAbsent(arm, a -> new ArrayList<>()).add(perSecond);
    List<Double> all = similarities.computeIfAbsent(arm, a -> new ArrayList<>());
    similarity.ifPresent(all::add);
  }

  /** The middle one; of an even number the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int size = sorted.size();
    return (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
  }

  /** A row for each arm, by model and threads. */
  String table() {
    StringBuilder table = new StringBuilder();
    table.append(
        "| model | threads | contender | thousand words/s: median | least | most | of %s's | WordSim: median | least | most |\n"
            .formatted(yardstick));
    table.append("|:---|---:|:---|---:|---:|---:|---:|---:|---:|---:|\n");
    wordsPerSecond.forEach(
        (arm, runs) -> {
          List<Double> gauge =
              wordsPerSecond.getOrDefault(
                  new Arm(arm.model(), arm.threads(), yardstick), List.of());
          table.append(
              "| %s | %d | %s | %s | %s | %s |%n"
                  .formatted(
                      arm.model(),
                      arm.threads(),
                      arm.contender(),
                      spread(runs, "%.0f", 1e-3),
                      gauge.isEmpty() ? "" : format("%.2f", median(runs) / median(gauge)),
                      spread(similarities.getOrDefault(arm, List.of()), "%.3f", 1)));
        });
    return table.toString();
  }

  private static String spread(List<Double> values, String format, double unit) {
    if (values.isEmpty()) {
      return " | | ";
    }
    DoubleStream three =
        DoubleStream.of(
            median(values),
            values.stream().mapToDouble(v -> v).min().orElseThrow(),
            values.stream().mapToDouble(v -> v).max().orElseThrow());
    return String.join(" | ", three.mapToObj(v -> format(format, v * unit)).toList());
  }

  private static String format(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
