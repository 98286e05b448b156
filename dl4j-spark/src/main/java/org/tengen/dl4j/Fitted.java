package org.tengen.dl4j;

import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.jspecify.annotations.Nullable;

/** Whom a fit is for: one of Deeplearning4j's two wrappers of a network on Spark. */
sealed interface Fitted {
  /** Its Spark. */
  JavaSparkContext spark();

  /** Its network. */
  TrainedNetwork network();

  /** Tells it the score. */
  void score(double score);

  /** The wrapper of a graph, which must be there. */
  static Fitted graph(@Nullable SparkComputationGraph graph) {
    if (graph == null) {
      throw new IllegalArgumentException("network=null: expected a network or a graph");
    }
    return new Graph(graph);
  }

  /** Around a layered network. */
  record Layered(SparkDl4jMultiLayer around) implements Fitted {
    @Override
    public JavaSparkContext spark() {
      return around.getSparkContext();
    }

    @Override
    public TrainedNetwork network() {
      return new TrainedNetwork.Layered(around.getNetwork());
    }

    @Override
    public void score(double score) {
      around.setScore(score);
    }
  }

  /** Around a graph. */
  record Graph(SparkComputationGraph around) implements Fitted {
    @Override
    public JavaSparkContext spark() {
      return around.getSparkContext();
    }

    @Override
    public TrainedNetwork network() {
      return new TrainedNetwork.Graph(around.getNetwork());
    }

    @Override
    public void score(double score) {
      around.setScore(score);
    }
  }
}
