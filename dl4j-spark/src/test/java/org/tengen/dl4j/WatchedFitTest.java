package org.tengen.dl4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Gauge;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.status.api.v1.JobData;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;
import org.tengen.driver.metrics.TengenPlugin;
import scala.collection.JavaConverters;

/** A Deeplearning4j program whose Spark has the plugin. */
class WatchedFitTest {
  private static final String OWN = "spark.job.description";

  private static List<String> descriptions(JavaSparkContext spark) {
    List<JobData> jobs = JavaConverters.seqAsJavaList(spark.sc().statusStore().jobsList(null));
    return jobs.stream()
        .sorted(Comparator.comparingInt(JobData::jobId))
        .flatMap(job -> JavaConverters.seqAsJavaList(job.description().toList()).stream())
        .distinct()
        .toList();
  }

  private static Object figure(String metric) {
    Map<String, ?> gauges =
        SparkEnv.get()
            .metricsSystem()
            .getSourcesByName("plugin." + TengenPlugin.class.getName())
            .head()
            .metricRegistry()
            .getGauges();
    return ((Gauge<?>) requireNonNull(gauges.get(metric))).getValue();
  }

  @Test
  void sparksMetricsAndJobsShowAFitAndTheCallersWordsStay() {
    DataSet examples = Examples.flat(160, 3);
    MultiLayerNetwork network =
        Networks.init(
            Networks.settings(new Sgd(0.1))
                .list()
                .layer(Networks.dense(Examples.FEATURES, 8).build())
                .layer(Networks.output(8, Examples.CLASSES).build())
                .build());
    try (JavaSparkContext spark =
        new JavaSparkContext(
            LocalSpark.conf(2).set("spark.plugins", TengenPlugin.class.getName()))) {
      spark.setJobGroup("mine", "my own jobs");
      TengenTrainingMaster master =
          new TengenTrainingMaster.Builder()
              .workers(2)
              .batchSizePerWorker(8)
              .strategy("asp")
              .build();

      new SparkDl4jMultiLayer(spark, network, master).fit(spark.parallelize(examples.asList(), 2));

      assertThat(descriptions(spark))
          .contains("Tengen fit: counting examples", "lanes of Tengen fit under asp, 2 workers");
      assertThat(spark.getLocalProperty(OWN)).isEqualTo("my own jobs");
      assertThat(spark.getLocalProperty("spark.jobGroup.id")).isEqualTo("mine");
      assertThat(figure("samples")).isEqualTo(160.0);
      assertThat(figure("meanStaleness"))
          .isEqualTo(requireNonNull(master.report()).staleness().mean());
    }
  }
}
