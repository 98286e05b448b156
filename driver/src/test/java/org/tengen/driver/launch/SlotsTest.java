package org.tengen.driver.launch;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.tengen.driver.LocalSpark;

class SlotsTest {
  @Test
  void asksTheExecutorsThemselvesHowManyTasksTheyRunAtOnce() throws InterruptedException {
    // no spark.executor.cores here, as on a standalone cluster whose executors take whole workers
    try (JavaSparkContext spark = LocalSpark.start(3)) {
      assertThat(Slots.perExecutor(spark.sc())).isEqualTo(3);
      assertThat(Slots.count(spark.sc())).isEqualTo(3);
    }
  }
}
