package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.learning.config.Sgd;

class KryoTest {
  /** As Deeplearning4j's programs set it, and as Tengen does, with every class registered. */
  @ParameterizedTest
  @CsvSource({"org.nd4j.kryo.Nd4jRegistrator, false", "org.tengen.driver.launch.KryoClasses, true"})
  void trainsWhereSparkMovesThingsByKryo(String registrator, boolean registrationRequired) {
    SparkConf conf =
        LocalSpark.conf(2)
            .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
            .set("spark.kryo.registrationRequired", Boolean.toString(registrationRequired))
            .set("spark.kryo.registrator", registrator);
    try (JavaSparkContext spark = new JavaSparkContext(conf)) {
      MultiLayerNetwork network =
          Networks.init(
              Networks.settings(new Sgd(0.1))
                  .list()
                  .layer(Networks.output(Examples.FEATURES, Examples.CLASSES).build())
                  .build());
      float[] before = network.params().toFloatVector();

      new SparkDl4jMultiLayer(
              spark,
              network,
              new TengenTrainingMaster.Builder().workers(2).batchSizePerWorker(8).build())
          .fit(spark.parallelize(Examples.flat(64, 1).asList(), 3));

      assertThat(network.getIterationCount()).isEqualTo(4);
      assertThat(network.params().toFloatVector()).isNotEqualTo(before);
    }
  }
}
