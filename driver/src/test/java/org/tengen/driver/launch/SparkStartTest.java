package org.tengen.driver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

final class SparkStartTest {
  @Test
  void letsARunLoseManyExecutorsUnlessTheUserSaysHowMany() {
    SparkConf silent = new SparkConf(false);
    SparkConf said = new SparkConf(false).set("spark.stage.maxConsecutiveAttempts", "5");

    SparkStart.complete(silent, "test", 2);
    SparkStart.complete(said, "test", 2);

    assertThat(silent.get("spark.stage.maxConsecutiveAttempts")).isEqualTo("32");
    assertThat(said.get("spark.stage.maxConsecutiveAttempts")).isEqualTo("5");
  }

  @Test
  void showsTrainingsAmongSparksMetricsUnlessTheUserWantsOtherwise() {
    String path = "spark.metrics.conf.driver.sink.prometheusServlet.path";
    SparkConf silent = new SparkConf(false);
    SparkConf said = new SparkConf(false).set("spark.plugins", "").set(path, "/mine");
    said.set("spark.metrics.namespace", "mine");

    SparkStart.complete(silent, "test", 2);
    SparkStart.complete(said, "test", 2);

    assertThat(silent.get("spark.plugins")).isEqualTo("org.tengen.driver.metrics.TengenPlugin");
    assertThat(silent.get("spark.metrics.namespace")).isEqualTo("tengen");
    assertThat(silent.get(path)).isEqualTo("/metrics/prometheus");
    assertThat(said.get("spark.plugins")).isEmpty();
    assertThat(said.get("spark.metrics.namespace")).isEqualTo("mine");
    assertThat(said.get(path)).isEqualTo("/mine");
  }

  @Test
  void leavesTheMasterOfTheUserAlone() {
    SparkConf conf = new SparkConf(false).set("spark.master", "spark://host:7077");

    SparkStart.complete(conf, "test", 2);

    assertThat(conf.get("spark.master")).isEqualTo("spark://host:7077");
    assertThat(conf.contains("spark.driver.host")).isFalse();
  }
}
