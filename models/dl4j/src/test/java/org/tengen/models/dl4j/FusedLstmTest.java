package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** Against the engine's own LSTM. */
class FusedLstmTest {
  private static final int INPUTS = 6;
  private static final int HIDDEN = 9;
  private static final int CLASSES = 4;
  private static final int EXAMPLES = 5;
  private static final int STEPS = 7;

  @BeforeAll
  static void start() {
    NativeRuntime.computeOnThisThreadAlone();
  }

  private static LSTM lstm(RNNFormat format, double dropout) {
    return new LSTM.Builder()
        .nIn(INPUTS)
        .nOut(HIDDEN)
        .dataFormat(format)
        .activation(Activation.TANH)
        .forgetGateBiasInit(0.5)
        .dropOut(dropout)
        .l2(0.001)
        .build();
  }

  private static MultiLayerNetwork network(Layer recurrent, int width, RNNFormat format) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(8)
                .updater(new Adam(0.01))
                .list(
                    recurrent,
                    new RnnOutputLayer.Builder()
                        .nIn(width)
                        .nOut(CLASSES)
                        .dataFormat(format)
                        .build())
                .build());
    network.init();
    return network;
  }

  private static DataSet data(RNNFormat format) {
    Nd4j.getRandom().setSeed(4);
    INDArray features = Nd4j.rand(DataType.FLOAT, EXAMPLES, INPUTS, STEPS);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, EXAMPLES, CLASSES, STEPS);
    for (int example = 0; example < EXAMPLES; example++) {
      for (int step = 0; step < STEPS; step++) {
        labels.putScalar(example, example * step % CLASSES, step, 1);
      }
    }
    return format == RNNFormat.NCW
        ? new DataSet(features, labels)
        : new DataSet(features.permute(0, 2, 1).dup(), labels.permute(0, 2, 1).dup());
  }

  private static void assertTrainAlike(
      MultiLayerNetwork ours, MultiLayerNetwork theirs, DataSet data) {
    assertThat(ours.params()).isEqualTo(theirs.params());
    for (int step = 0; step < 5; step++) {
      Nd4j.getRandom().setSeed(1 + step);
      ours.fit(data);
      Nd4j.getRandom().setSeed(1 + step);
      theirs.fit(data);
    }
    assertThat(ours.params().toFloatVector())
        .containsExactly(theirs.params().toFloatVector(), within(2e-4f));
    assertThat(ours.output(data.getFeatures()).dup('c').data().asFloat())
        .containsExactly(
            theirs.output(data.getFeatures()).dup('c').data().asFloat(), within(1e-4f));
  }

  @ParameterizedTest
  @EnumSource
  void trainsAsTheOriginalDoes(RNNFormat format) {
    assertTrainAlike(
        network(FusedLstm.of(lstm(format, 0)), HIDDEN, format),
        network(lstm(format, 0), HIDDEN, format),
        data(format));
  }

  @Test
  void leavesDropoutAndMasksToTheOriginal() {
    DataSet data = data(RNNFormat.NCW);
    INDArray mask = Nd4j.ones(DataType.FLOAT, EXAMPLES, STEPS);
    mask.putScalar(1, 6, 0).putScalar(3, 5, 0).putScalar(3, 6, 0);
    data.setFeaturesMaskArray(mask);
    data.setLabelsMaskArray(mask);
    assertTrainAlike(
        network(FusedLstm.of(lstm(RNNFormat.NCW, 0.8)), HIDDEN, RNNFormat.NCW),
        network(lstm(RNNFormat.NCW, 0.8), HIDDEN, RNNFormat.NCW),
        data);
  }

  @Test
  void worksInsideAWrapper() {
    assertTrainAlike(
        network(new Bidirectional(FusedLstm.of(lstm(RNNFormat.NCW, 0))), 2 * HIDDEN, RNNFormat.NCW),
        network(new Bidirectional(lstm(RNNFormat.NCW, 0)), 2 * HIDDEN, RNNFormat.NCW),
        data(RNNFormat.NCW));
  }

  @Test
  void keepsEverySettingAndSurvivesJson() {
    LSTM original = lstm(RNNFormat.NWC, 0.7);
    FusedLstm fused = FusedLstm.of(original);
    assertThat(fused.getForgetGateBiasInit()).isEqualTo(0.5);
    assertThat(fused.getRnnDataFormat()).isEqualTo(RNNFormat.NWC);
    assertThat(fused.getIDropout()).isEqualTo(original.getIDropout());
    assertThat(fused.getRegularization()).isEqualTo(original.getRegularization());
    String json = network(fused, HIDDEN, RNNFormat.NWC).getLayerWiseConfigurations().toJson();
    assertThat(MultiLayerConfiguration.fromJson(json).getConf(0).getLayer())
        .isInstanceOf(FusedLstm.class);
  }
}
