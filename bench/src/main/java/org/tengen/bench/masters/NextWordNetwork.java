package org.tengen.bench.masters;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.NetworkSettings.NextWord;

/** The next-word network as a configuration of Deeplearning4j's, for all masters alike. */
final class NextWordNetwork {
  private static final int EMBEDDING = 64;
  private static final int HIDDEN = 128;

  private NextWordNetwork() {}

  /** The network on Tengen's fused layers. */
  static MultiLayerConfiguration fused(int vocabulary, double rate, long seed) {
    return org.tengen.models.dl4j.NextWordNetwork.configuration(
        new NextWord(Cell.LSTM, vocabulary, NextWordExamples.WINDOW, EMBEDDING, HIDDEN, 1, 0, seed),
        new Adam(rate));
  }

  /** The same network on the layers that Deeplearning4j ships. */
  static MultiLayerConfiguration shipped(int vocabulary, double rate, long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(rate))
        .list(
            new EmbeddingSequenceLayer.Builder()
                .nIn(vocabulary)
                .nOut(EMBEDDING)
                .inputLength(NextWordExamples.WINDOW)
                .outputDataFormat(RNNFormat.NCW)
                .build(),
            new LastTimeStep(
                new LSTM.Builder()
                    .nIn(EMBEDDING)
                    .nOut(HIDDEN)
                    .activation(Activation.TANH)
                    .dataFormat(RNNFormat.NCW)
                    .build()),
            new OutputLayer.Builder(new LossSparseMCXENT())
                .nIn(HIDDEN)
                .nOut(vocabulary)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  /** The perplexity of {@code network} on {@code held}. */
  static double perplexity(MultiLayerNetwork network, List<DataSet> held) {
    return Math.exp(
        held.stream().mapToDouble(set -> network.score(set, false)).average().orElse(Double.NaN));
  }
}
