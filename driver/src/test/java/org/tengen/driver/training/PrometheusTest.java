package org.tengen.driver.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.metrics.TengenPlugin;
import org.tengen.models.metric.Metric;
import org.tengen.web.live.LiveFeed;
import org.tengen.web.report.StrategyRun;

/** Spark's own servlet for Prometheus, over HTTP, around a training. */
@Timeout(120)
final class PrometheusTest {
  private static final Pattern GAUGE =
      Pattern.compile(
          "metrics_tengen_driver_plugin_org_tengen_driver_metrics_TengenPlugin_(\\w+)_Value"
              + "\\{type=\"gauges\"} (\\S+)");

  @TempDir private static Path folder;

  private static Map<String, Double> gauges(JavaSparkContext spark)
      throws IOException, InterruptedException {
    URI page = URI.create(spark.sc().uiWebUrl().get() + "/metrics/prometheus/");
    assertThat(page.getHost()).isEqualTo("127.0.0.1");
    String text =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    assertThat(text).contains("TengenPlugin_meanStaleness");
    Map<String, Double> gauges = new TreeMap<>();
    Matcher matcher = GAUGE.matcher(text);
    while (matcher.find()) {
      gauges.put(matcher.group(1), Double.parseDouble(matcher.group(2)));
    }
    return gauges;
  }

  @Test
  void showsATrainingsStalenessUnderTheNameOfItsMetric() throws Exception {
    SparkConf conf = LocalSpark.conf("local[2,4]").set("spark.ui.enabled", "true");
    conf.set("spark.ui.port", "0");
    SparkStart.complete(conf, "test", 2);
    try (SmallRuns runs = new SmallRuns(new JavaSparkContext(conf), folder)) {
      Map<String, Double> before = gauges(runs.spark());
      StrategyRun run = runs.train("watched", runs.settings("asp", 2, false));
      Map<String, Double> after = gauges(runs.spark());

      Set<String> names =
          List.of(Metric.values()).stream().map(Metric::key).collect(Collectors.toSet());
      assertThat(before).hasSizeGreaterThan(30);
      assertThat(names).containsAll(before.keySet());
      assertThat(before.get("meanStaleness")).isNaN();
      assertThat(run.staleness().mean()).isPositive();
      assertThat(after.get("meanStaleness")).isEqualTo(run.staleness().mean());
      assertThat(after.get("maxStaleness")).isEqualTo((double) run.staleness().max());
      assertThat(after.get("samples")).isEqualTo(6_400);
      assertThat(after.get("validationPerplexity")).isEqualTo(run.perplexity());
      assertThat(after.get("samplesPerSecond")).isNotNaN();
      assertThat(after.get("pushedBytes")).isPositive();
      assertThat(after.get("clock")).isPositive();
    }
    assertThat(TengenPlugin.feed()).isSameAs(LiveFeed.NOBODY);
  }
}
