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
  void leavesTheMasterOfTheUserAlone() {
    SparkConf conf = new SparkConf(false).set("spark.master", "spark://host:7077");

    SparkStart.complete(conf, "test", 2);

    assertThat(conf.get("spark.master")).isEqualTo("spark://host:7077");
    assertThat(conf.contains("spark.driver.host")).isFalse();
  }
}
