package org.tengen.models.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.tengen.models.NetworkSettings;

/** The next-word network as Deeplearning4j reads it, for whoever trains it there. */
public final class NextWordNetwork {
  private NextWordNetwork() {}

  /**
   * The network, on the fused layers. Features are word numbers, [batch, window]; labels are word
   * numbers, [batch, 1].
   */
  public static MultiLayerConfiguration configuration(
      NetworkSettings.NextWord settings, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(settings.seed())
        .dataType(DataType.FLOAT)
        .updater(updater)
        .list(layers(settings).toArray(Layer[]::new))
        .build();
  }

  private static List<Layer> layers(NetworkSettings.NextWord settings) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new EmbeddingSequenceLayer.Builder()
            .nIn(settings.vocabulary())
            .nOut(settings.embedding())
            .inputLength(settings.window())
            .outputDataFormat(RNNFormat.NCW)
            .build());
    int last = settings.layers() - 1;
    for (int layer = 0; layer < last; layer++) {
      layers.add(recurrent(settings, layer));
    }
    layers.add(new LastTimeStep(recurrent(settings, last)));
    layers.add(
        new FusedSoftmaxOutput.Builder()
            .nIn(settings.hidden())
            .nOut(settings.vocabulary())
            .dropOut(keep(settings))
            .build());
    return layers;
  }

  private static Layer recurrent(NetworkSettings.NextWord settings, int layer) {
    return switch (settings.cell()) {
      case LSTM -> lstm(settings, layer);
      case SIMPLE_RNN -> simple(settings, layer);
      case GRU, LSTM_PEEPHOLE ->
          throw new IllegalArgumentException(
              "cell=%s: expected lstm or simple-rnn, which Deeplearning4j has"
                  .formatted(settings.cell().label()));
    };
  }

  private static Layer lstm(NetworkSettings.NextWord settings, int layer) {
    return FusedLstm.of(
        new LSTM.Builder()
            .nIn(settings.recurrent().inputs(layer))
            .nOut(settings.hidden())
            .activation(Activation.TANH)
            .dataFormat(RNNFormat.NCW)
            .dropOut(keep(settings))
            .build());
  }

  private static Layer simple(NetworkSettings.NextWord settings, int layer) {
    return new SimpleRnn.Builder()
        .nIn(settings.recurrent().inputs(layer))
        .nOut(settings.hidden())
        .activation(Activation.TANH)
        .dataFormat(RNNFormat.NCW)
        .dropOut(keep(settings))
        .build();
  }

  /** Deeplearning4j's way to say it: the chance to stay, and 0 for no dropout. */
  private static double keep(NetworkSettings.NextWord settings) {
    return settings.dropout() == 0 ? 0 : 1 - settings.dropout();
  }
}
