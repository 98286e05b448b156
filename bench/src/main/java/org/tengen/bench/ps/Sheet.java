package org.tengen.bench.ps;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** All rows, as Markdown; what is not measured has its reason in its place. */
final class Sheet {
  private static final String HEAD =
      """
      | size | | shards | workers | pull GB/s | push GB/s | pull / bare | push / bare | round us | CPU s/GB | rounds | load |
      |---|---|---|---|---|---|---|---|---|---|---|---|
      """;

  private final List<String> lines = new ArrayList<>();

  /**
   * Adds a row.
   *
   * @param bare what it is divided by; null for none
   */
  String add(Row row, @Nullable Row bare) {
    String line =
        String.format(
            Locale.ROOT,
            "| %s | %s | %d | %d | %.2f | %.2f | %s | %s | %.1f | %.2f | %d | %.2f |",
            Row.size(row.work().bytes()),
            row.what(),
            row.work().shards(),
            row.work().workers(),
            row.pull(),
            row.push(),
            bare == null ? "" : ratio(row.pull(), bare.pull()),
            bare == null ? "" : ratio(row.push(), bare.push()),
            row.roundUs(),
            row.cpuSecondsPerGb(),
            row.work().rounds(),
            row.load());
    lines.add(line);
    return line;
  }

  /** Adds a row without figures. */
  String addMissing(Work work, String what, String why) {
    String line =
        "| %s | %s | %d | %d | %s | | | | | | | |"
            .formatted(Row.size(work.bytes()), what, work.shards(), work.workers(), why);
    lines.add(line);
    return line;
  }

  static String head() {
    return HEAD;
  }

  String markdown() {
    return HEAD + String.join("\n", lines) + "\n";
  }

  private static String ratio(double value, double of) {
    return String.format(Locale.ROOT, "%.2f", value / of);
  }
}
