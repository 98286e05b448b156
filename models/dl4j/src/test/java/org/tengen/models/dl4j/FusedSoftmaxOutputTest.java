package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** Against the engine's own layers, which compute from one-hot labels. */
class FusedSoftmaxOutputTest {
  private static final int FEATURES = 5;
  private static final int HIDDEN = 12;
  private static final int EXAMPLES = 6;
  private static final int STEPS = 4;

  /** Not a multiple of any vector's width. */
  private static final int CLASSES = 39;

  @BeforeAll
  static void start() {
    NativeRuntime.computeOnThisThreadAlone();
  }

  private static MultiLayerNetwork network(Layer hidden, BaseOutputLayer output) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.FLOAT)
            .updater(new Sgd(0.5))
            .l2(0.01)
            .list(hidden, output)
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static Layer dense() {
    return new DenseLayer.Builder().nIn(FEATURES).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  private static Layer lstm(RNNFormat format) {
    return new LSTM.Builder().nIn(FEATURES).nOut(HIDDEN).dataFormat(format).build();
  }

  private static FusedSoftmaxOutput fused(RNNFormat format) {
    return new FusedSoftmaxOutput.Builder().nIn(HIDDEN).nOut(CLASSES).dataFormat(format).build();
  }

  private static MultiLayerNetwork theirs(@Nullable RNNFormat format) {
    if (format == null) {
      return network(
          dense(),
          new OutputLayer.Builder(new LossMCXENT())
              .nIn(HIDDEN)
              .nOut(CLASSES)
              .activation(Activation.SOFTMAX)
              .build());
    }
    return network(
        lstm(format),
        new RnnOutputLayer.Builder(new LossMCXENT())
            .nIn(HIDDEN)
            .nOut(CLASSES)
            .dataFormat(format)
            .build());
  }

  private static MultiLayerNetwork ours(@Nullable RNNFormat format) {
    MultiLayerNetwork ours =
        format == null
            ? network(dense(), fused(RNNFormat.NCW))
            : network(lstm(format), fused(format));
    ours.setParams(theirs(format).params());
    return ours;
  }

  /** Features, class numbers and the same labels one-hot. */
  private record Data(INDArray features, INDArray classes, INDArray oneHot) {}

  private static Data series(RNNFormat format) {
    SplittableRandom random = new SplittableRandom(11);
    boolean ncw = format == RNNFormat.NCW;
    INDArray features = Nd4j.zeros(DataType.FLOAT, EXAMPLES, FEATURES, STEPS);
    INDArray classes = Nd4j.zeros(DataType.FLOAT, EXAMPLES, STEPS);
    INDArray oneHot = Nd4j.zeros(DataType.FLOAT, EXAMPLES, CLASSES, STEPS);
    for (int example = 0; example < EXAMPLES; example++) {
      for (int step = 0; step < STEPS; step++) {
        int id = random.nextInt(CLASSES);
        classes.putScalar(example, step, id);
        oneHot.putScalar(example, id, step, 1);
        for (int feature = 0; feature < FEATURES; feature++) {
          features.putScalar(example, feature, step, random.nextDouble() - 0.5);
        }
      }
    }
    return new Data(
        ncw ? features : features.permute(0, 2, 1).dup(),
        classes.reshape(ncw ? new long[] {EXAMPLES, 1, STEPS} : new long[] {EXAMPLES, STEPS, 1}),
        ncw ? oneHot : oneHot.permute(0, 2, 1).dup());
  }

  private static Data rows() {
    Data series = series(RNNFormat.NCW);
    return new Data(
        series.features.slice(0, 2).dup(),
        series.classes.slice(0, 2).dup(),
        series.oneHot.slice(0, 2).dup());
  }

  private static void compute(MultiLayerNetwork network, DataSet data) {
    network.setInput(data.getFeatures());
    network.setLabels(data.getLabels());
    network.setLayerMaskArrays(null, data.getLabelsMaskArray());
    network.computeGradientAndScore();
  }

  private static void assertSameGradientAndScore(
      MultiLayerNetwork ours, DataSet our, MultiLayerNetwork theirs, DataSet their) {
    compute(ours, our);
    compute(theirs, their);
    assertThat(ours.getGradientsViewArray().toFloatVector())
        .containsExactly(theirs.getGradientsViewArray().toFloatVector(), within(1e-5f));
    assertThat(ours.score()).isCloseTo(theirs.score(), within(1e-4));
    assertThat(ours.score(our, false)).isCloseTo(theirs.score(their, false), within(1e-4));
  }

  @Test
  void rowsGiveTheGradientOfTheEnginesOwnLayer() {
    Data data = rows();
    assertSameGradientAndScore(
        ours(null),
        new DataSet(data.features, data.classes),
        theirs(null),
        new DataSet(data.features, data.oneHot));
    assertSameGradientAndScore(
        ours(null),
        new DataSet(data.features, data.oneHot),
        theirs(null),
        new DataSet(data.features, data.oneHot));
  }

  @ParameterizedTest
  @EnumSource
  void seriesGiveTheGradientOfTheEnginesOwnLayer(RNNFormat format) {
    Data data = series(format);
    assertSameGradientAndScore(
        ours(format),
        new DataSet(data.features, data.classes),
        theirs(format),
        new DataSet(data.features, data.oneHot));
    assertSameGradientAndScore(
        ours(format),
        new DataSet(data.features, data.oneHot),
        theirs(format),
        new DataSet(data.features, data.oneHot));
  }

  @ParameterizedTest
  @EnumSource
  void maskedStepsCountForNothing(RNNFormat format) {
    Data data = series(format);
    INDArray mask = Nd4j.ones(DataType.FLOAT, EXAMPLES, STEPS);
    mask.putScalar(0, 3, 0).putScalar(2, 2, 0).putScalar(2, 3, 0);
    assertSameGradientAndScore(
        ours(format),
        new DataSet(data.features, data.classes, null, mask),
        theirs(format),
        new DataSet(data.features, data.oneHot, null, mask));
  }

  @ParameterizedTest
  @EnumSource
  void outputsAreTheEnginesOwnProbabilities(RNNFormat format) {
    Data data = series(format);
    INDArray ours = ours(format).output(data.features);
    INDArray theirs = theirs(format).output(data.features);
    assertThat(ours.shape()).isEqualTo(theirs.shape());
    assertThat(ours.dup('c').data().asFloat())
        .containsExactly(theirs.dup('c').data().asFloat(), within(1e-6f));
    assertThat(ours(null).output(rows().features).data().asFloat())
        .containsExactly(
            theirs(null).output(rows().features).dup('c').data().asFloat(), within(1e-6f));
  }

  @Test
  void scoresEachExample() {
    Data data = series(RNNFormat.NCW);
    INDArray ours =
        ours(RNNFormat.NCW).scoreExamples(new DataSet(data.features, data.classes), true);
    INDArray theirs =
        theirs(RNNFormat.NCW).scoreExamples(new DataSet(data.features, data.oneHot), true);
    assertThat(ours.data().asFloat()).containsExactly(theirs.data().asFloat(), within(1e-4f));
  }

  @Test
  void fitTrainsAsWithTheEnginesOwnLayer() {
    Data data = series(RNNFormat.NCW);
    MultiLayerNetwork ours = ours(RNNFormat.NCW);
    MultiLayerNetwork theirs = theirs(RNNFormat.NCW);
    for (int step = 0; step < 10; step++) {
      ours.fit(new DataSet(data.features, data.classes));
      theirs.fit(new DataSet(data.features, data.oneHot));
    }
    assertThat(ours.params().toFloatVector())
        .containsExactly(theirs.params().toFloatVector(), within(1e-4f));
  }

  @Test
  void survivesJsonAndTheEnginesModelFile() throws IOException {
    MultiLayerNetwork network = ours(RNNFormat.NWC);
    MultiLayerConfiguration configuration = network.getLayerWiseConfigurations();
    assertThat(MultiLayerConfiguration.fromJson(configuration.toJson()).toJson())
        .isEqualTo(configuration.toJson());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork restored =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(file.toByteArray()));
    INDArray features = series(RNNFormat.NWC).features;
    assertThat(restored.output(features)).isEqualTo(network.output(features));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 31, 1025})
  void anyNumberOfClassesWorks(int classes) {
    MultiLayerNetwork network =
        network(dense(), new FusedSoftmaxOutput.Builder().nIn(HIDDEN).nOut(classes).build());
    INDArray features = Nd4j.rand(DataType.FLOAT, 3, FEATURES);
    INDArray labels = Nd4j.createFromArray(0f, 1f, classes - 1f).reshape(3, 1);
    double before = network.score(new DataSet(features, labels));
    network.fit(new DataSet(features, labels));
    assertThat(network.output(features).sumNumber().floatValue()).isCloseTo(3f, within(1e-5f));
    assertThat(network.score(new DataSet(features, labels))).isLessThan(before);
  }

  @Test
  void labelsThatCannotBeMeantAreRefused() {
    MultiLayerNetwork network = ours(null);
    INDArray features = Nd4j.rand(DataType.FLOAT, 2, FEATURES);
    assertThatThrownBy(
            () -> network.score(new DataSet(features, Nd4j.createFromArray(0f, 39f).reshape(2, 1))))
        .hasMessageContaining("label 39.0: expected a class number from 0 to 38");
    assertThatThrownBy(() -> network.score(new DataSet(features, Nd4j.rand(DataType.FLOAT, 2, 7))))
        .hasMessageContaining("labels [2, 7]: expected a class number or 39 probabilities");
  }

  @Test
  void otherLossesAndActivationsAreRefusedByName() {
    assertThatThrownBy(
            () ->
                network(
                    dense(),
                    new FusedSoftmaxOutput.Builder()
                        .name("words")
                        .nIn(HIDDEN)
                        .nOut(CLASSES)
                        .activation(Activation.SIGMOID)
                        .lossFunction(new org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT())
                        .build()))
        .hasMessageContaining("layer words: sigmoid with LossBinaryXENT")
        .hasMessageContaining("expected softmax with LossMCXENT");
  }
}
