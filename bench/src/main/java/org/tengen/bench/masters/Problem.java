package org.tengen.bench.masters;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.dataset.DataSet;

/** A classification of generated examples that no linear model can learn. */
interface Problem {
  /** Its name on the command line and in tables. */
  String name();

  /** The network; Adam or Nesterov's, a schedule, l2 and gradient normalisation are in it. */
  MultiLayerConfiguration network(long seed);

  /** Softmax on the features. */
  MultiLayerConfiguration linear(long seed);

  /**
   * Examples.
   *
   * @param noise the share of labels that are drawn anew
   */
  DataSet examples(int count, double noise, long seed);
}
