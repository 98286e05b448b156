package org.tengen.dl4j;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks to look at. */
final class Networks {
  private Networks() {}

  static NeuralNetConfiguration.Builder settings(IUpdater updater) {
    return new NeuralNetConfiguration.Builder().seed(1).updater(updater);
  }

  static DenseLayer.Builder dense(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).activation(Activation.TANH);
  }

  static OutputLayer.Builder output(int in, int out) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(in)
        .nOut(out)
        .activation(Activation.SOFTMAX);
  }

  /** 3 - 4 - 2: weights at [0, 12) and [16, 24), biases at [12, 16) and [24, 26). */
  static MultiLayerConfiguration small(NeuralNetConfiguration.Builder settings) {
    return settings.list().layer(dense(3, 4).build()).layer(output(4, 2).build()).build();
  }

  static MultiLayerNetwork init(MultiLayerConfiguration configuration) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  static TrainedNetwork layered(MultiLayerConfiguration configuration) {
    return new TrainedNetwork.Layered(init(configuration));
  }
}
