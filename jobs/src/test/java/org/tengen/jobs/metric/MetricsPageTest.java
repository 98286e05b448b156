package org.tengen.jobs.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tengen.jobs.Golden;
import org.tengen.models.metric.Line;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.LiveFigures;

/** {@code docs/metrics.md}, made from the enum of metrics. */
class MetricsPageTest {
  private static final String HEAD =
      """
      # Metrics

      Made from `org.tengen.models.metric.Metric` in the code: change it there. A metric has the same name in `metrics.jsonl`, on
      the [live page](live-page.md), in TensorBoard's event files and among Spark's metrics ([dashboards.md](dashboards.md)); `result.json` has it at the path below an entry of `runs`.

      """;

  private static final String LINES =
      """

      ## `metrics.jsonl`

      The file in a run's folder: one JSON object a line, each whole when the line is, so that a killed run leaves whole lines and a
      program can follow a run by reading on. Numbers that JSON cannot hold are the strings `"NaN"`, `"Infinity"` and
      `"-Infinity"`; `null` is no figure. A run that is resumed drops the lines behind its checkpoint. Readers pass over kinds
      and fields that they do not know: there may be more of both one day.
      """;

  private static final String FIGURES =
      """

      ## Event files and gauges

      [Both](dashboards.md) have figures of the training as a whole while it goes on. What lanes and shards have is summed, but `clock` is the slowest lane's, `clocksAhead` the
      fastest's, and `silent` is of the lane that was heard least recently; `loss`, `trainPerplexity`, `samplesPerSecond` and `secondsPerStep` are since the figures before. Beside `validationPerplexity` and, of policy-value
      networks, `policyAccuracy`, `policyLoss` and `valueError`, which come with each evaluation, and in event files `stalenessHistogram`, they are:

      """;

  @Test
  void theDocumentationIsMadeFromTheEnum() throws IOException {
    Golden.assertSame(Path.of("..", "docs", "metrics.md"), markdown());
  }

  @Test
  void everyMetricHasANameOfItsOwnAndOneSentence() {
    assertThat(Metric.values())
        .extracting(Metric::key)
        .doesNotHaveDuplicates()
        .allMatch(key -> key.matches("[a-z][a-zA-Z0-9]*"));
    assertThat(Metric.values()).extracting(Metric::says).allMatch(says -> says.endsWith("."));
  }

  private static String markdown() {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("| metric | unit | what it is | in `result.json` |\n|---|---|---|---|\n");
    for (Metric metric : Metric.values()) {
      String path = metric.inResult().isEmpty() ? "" : code(metric.inResult());
      page.append(row(code(metric.key()), metric.unit().symbol(), metric.says(), path));
    }
    page.append(LINES);
    for (Line line : Line.values()) {
      page.append("\n### `\"kind\": \"").append(line.kind()).append("\"`\n\n");
      page.append(line.when()).append("\n\n| field | unit | what it is |\n|---|---|---|\n");
      line.labels().forEach(label -> page.append(row(code(label.key()), "text", label.says())));
      line.metrics()
          .forEach(
              metric ->
                  page.append(row(code(metric.key()), metric.unit().symbol(), metric.says())));
    }
    page.append(FIGURES);
    page.append(
        LiveFigures.METRICS.stream()
            .map(metric -> code(metric.key()))
            .collect(Collectors.joining(", ")));
    return page.append(".\n").toString();
  }

  private static String row(String... cells) {
    return Arrays.stream(cells)
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  @Test
  void aLineNamesNoMetricTwice() {
    for (Line line : Line.values()) {
      assertThat(List.copyOf(line.metrics())).doesNotHaveDuplicates();
    }
  }
}
