package org.tengen.bench.masters;

import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A training as a program of Deeplearning4j's on Spark writes it. The master is its only choice.
 */
final class SparkProgram {
  private SparkProgram() {}

  static MultiLayerNetwork train(
      JavaSparkContext spark,
      MultiLayerConfiguration configuration,
      TrainingMaster<?, ?> master,
      List<DataSet> examples,
      int epochs) {
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, configuration, master);
    JavaRDD<DataSet> data = spark.parallelize(examples, spark.defaultParallelism());
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(data);
    }
    return network.getNetwork();
  }
}
