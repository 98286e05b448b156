package org.tengen.models.dl4j.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.tengen.models.Engine;

/** The fused layer against Deeplearning4j's two. */
class FusedNormalisationTest {
  private static final int SAMPLES = 5;

  @BeforeAll
  static void setUpTheNativeSide() {
    Engine.load();
  }

  private static BatchNormalization original() {
    return new BatchNormalization.Builder()
        .nIn(3)
        .nOut(3)
        .eps(1e-3)
        .decay(0.8)
        .useLogStd(false)
        .build();
  }

  /** Where the fused layer has no ReLU, one follows it. */
  private static MultiLayerNetwork network(boolean fused, boolean relu, DataType type) {
    var list =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .dataType(type)
            .updater(new NoOp())
            .activation(Activation.IDENTITY)
            .list();
    list.layer(
        new ConvolutionLayer.Builder(3, 3).nOut(3).convolutionMode(ConvolutionMode.Same).build());
    list.layer(fused ? FusedNormalisation.of(original(), relu) : original());
    if (!fused || !relu) {
      list.layer(new ActivationLayer(Activation.RELU));
    }
    list.layer(new OutputLayer.Builder().nOut(2).activation(Activation.SOFTMAX).build());
    MultiLayerConfiguration configuration =
        list.setInputType(InputType.convolutional(4, 5, 2)).build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    network.params().addi(0.3);
    return network;
  }

  private static float[] gradient(MultiLayerNetwork network, DataType type) {
    Nd4j.getRandom().setSeed(3);
    INDArray planes = Nd4j.randn(DataType.DOUBLE, SAMPLES, 2, 4, 5).castTo(type);
    INDArray labels = Nd4j.zeros(type, SAMPLES, 2);
    labels.getColumn(1).assign(1);
    network.setInput(planes);
    network.setLabels(labels);
    network.computeGradientAndScore();
    return network.getFlattenedGradients().toFloatVector();
  }

  @ParameterizedTest
  @CsvSource({"true, FLOAT", "false, FLOAT", "true, DOUBLE", "false, DOUBLE"})
  void itsGradientAndItsChangeOfStatisticsAreTheOriginals(boolean relu, DataType type) {
    float[] expected = gradient(network(false, false, type), type);

    assertThat(gradient(network(true, relu, type), type)).containsExactly(expected, within(2e-5f));
  }

  @ParameterizedTest
  @CsvSource({"FLOAT", "DOUBLE"})
  void untrainedItNormalisesByTheRunningStatistics(DataType type) {
    INDArray planes = Nd4j.randn(DataType.DOUBLE, SAMPLES, 2, 4, 5).castTo(type);

    INDArray expected = network(false, false, type).output(planes).ravel();

    assertThat(network(true, true, type).output(planes).ravel().toFloatVector())
        .containsExactly(expected.toFloatVector(), within(1e-6f));
  }

  @Test
  void itsConfigurationIsReadAgain() {
    MultiLayerConfiguration configuration =
        network(true, true, DataType.FLOAT).getLayerWiseConfigurations();

    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());

    FusedNormalisation layer = (FusedNormalisation) read.getConf(1).getLayer();
    assertThat(layer.isRelu()).isTrue();
    assertThat(layer.getDecay()).isEqualTo(0.8);
    assertThat(layer.getNOut()).isEqualTo(3);
  }
}
