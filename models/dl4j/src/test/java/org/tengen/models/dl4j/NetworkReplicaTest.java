package org.tengen.models.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * A replica's gradient against one step of Deeplearning4j's own training at rate 1, whose change of
 * the parameters is the mean gradient.
 */
class NetworkReplicaTest {
  private static final int SAMPLES = 6;

  static {
    NativeRuntime.start();
  }

  @ParameterizedTest
  @EnumSource(GradientNormalization.class)
  void doesWhatDeeplearning4jDoesBeforeTheUpdater(GradientNormalization normalization) {
    assertStepsAlike(
        builder ->
            builder.gradientNormalization(normalization).gradientNormalizationThreshold(0.02));
  }

  @Test
  void addsL1AndL2() {
    assertStepsAlike(builder -> builder.l1(0.03).l2(0.05));
  }

  @Test
  void addsWeightDecay() {
    assertStepsAlike(builder -> builder.weightDecay(0.05, true));
  }

  @Test
  void takesSettingsThatChangeByIterationFromTheBatch() {
    Map<Integer, Double> l2 = Map.of(0, 0.0, 7, 0.5);
    MultiLayerConfiguration changing = layered(builder(b -> b));
    ((BaseLayer) changing.getConf(0).getLayer())
        .getRegularization()
        .add(new L2Regularization(new MapSchedule(ScheduleType.ITERATION, l2)));
    NetworkReplica replica = replica(changing);

    float[] early = gradient(replica, new DataSetBatch(batch(1), 6), 0);
    float[] late = gradient(replica, new DataSetBatch(batch(1), 7), 0);

    float weight = replica.parameters().get(0);
    assertThat(late[0] - early[0]).isCloseTo(SAMPLES * 0.5f * weight, within(1e-5f));
  }

  @Test
  void sumsTheGradientOverTheSamples() {
    float[] once = gradient(replica(layered(builder(b -> b))), batch(1));
    float[] twice =
        gradient(
            replica(layered(builder(b -> b))), MultiDataSet.merge(List.of(batch(1), batch(1))));

    for (int i = 0; i < once.length; i++) {
      if (i < STATISTICS_FROM || i >= STATISTICS_TO) {
        assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-5f));
      }
    }
  }

  private static final int STATISTICS_FROM = 24;
  private static final int STATISTICS_TO = 32;

  @Test
  void givesStatisticsAsValuesTimesSamples() {
    MultiLayerNetwork network = new MultiLayerNetwork(layered(builder(b -> b)));
    network.init();
    NetworkReplica replica = replica(layered(builder(b -> b)));
    copy(network.params(), replica);
    MultiDataSet batch = batch(1);

    float[] gradient = gradient(replica, batch);
    network.fit(new DataSet(batch.getFeatures(0), batch.getLabels(0)));

    assertThat(replica.statistics())
        .extracting(span -> span.to() - span.from())
        .containsExactly(4, 4);
    float[] fitted = network.params().toFloatVector();
    for (int i = STATISTICS_FROM; i < STATISTICS_TO; i++) {
      assertThat(gradient[i] / SAMPLES).isCloseTo(fitted[i], within(1e-6f));
    }
  }

  @Test
  void computesAGraphAsItComputesLayers() {
    NeuralNetConfiguration.Builder settings = builder(b -> b.l2(0.01));
    ComputationGraphConfiguration configuration =
        settings
            .graphBuilder()
            .addInputs("in")
            .addLayer("hidden", dense(), "in")
            .addLayer("out", output(), "hidden")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    NetworkReplica replica = new NetworkReplica(NetworkDescription.of(configuration, 0));
    copy(graph.params(), replica);
    float[] before = graph.params().toFloatVector();

    float[] gradient = gradient(replica, batch(1));
    graph.fit(batch(1));

    assertChange(before, graph.params().toFloatVector(), gradient, 1e-6f);
  }

  @Test
  void roundsAFloat64NetworkOnce() {
    assertStepsAlike(builder -> builder.dataType(DataType.DOUBLE).l2(0.05));
  }

  @Test
  void givesTheSameBitsForTheSameSeedWithDropout() {
    NetworkReplica replica = replica(layered(builder(b -> b.dropOut(0.5))));

    float[] first = gradient(replica, batch(1), 1);
    float[] other = gradient(replica, batch(1), 2);

    assertThat(gradient(replica, batch(1), 1)).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void saysItsLossWithoutRegularisation() {
    NetworkReplica plain = replica(layered(builder(b -> b)));
    NetworkReplica regularised = replica(layered(builder(b -> b.l2(10))));
    DataSetBatch batch = new DataSetBatch(batch(1), 0);

    assertThat(regularised.step(batch, 0)).isCloseTo(plain.step(batch, 0), within(1e-3));
    assertThat(plain.loss(batch)).isBetween(0.1 * SAMPLES, 3.0 * SAMPLES);
  }

  @Test
  void travelsWithItsDescription() throws IOException, ClassNotFoundException {
    NetworkDescription description = NetworkDescription.of(layered(builder(b -> b)), 3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(description);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      NetworkReplica built = new NetworkReplica((NetworkDescription) in.readObject());

      assertThat(built.length()).isEqualTo(new NetworkReplica(description).length());
    }
  }

  private static void assertStepsAlike(UnaryOperator<NeuralNetConfiguration.Builder> settings) {
    MultiLayerNetwork network = new MultiLayerNetwork(layered(builder(settings)));
    network.init();
    // the running mean starts at 0, where its change would say nothing of the old value
    network.params().addi(0.1);
    NetworkReplica replica = replica(layered(builder(settings)));
    copy(network.params(), replica);
    float[] before = network.params().toFloatVector();
    MultiDataSet batch = batch(1);

    float[] gradient = gradient(replica, batch);
    network.fit(new DataSet(batch.getFeatures(0), batch.getLabels(0)));

    float[] after = network.params().toFloatVector();
    for (int i = STATISTICS_FROM; i < STATISTICS_TO; i++) {
      gradient[i] = SAMPLES * before[i] - gradient[i];
    }
    assertChange(before, after, gradient, 2e-6f);
  }

  private static void assertChange(
      float[] before, float[] after, float[] gradient, float tolerance) {
    for (int i = 0; i < before.length; i++) {
      assertThat(gradient[i] / SAMPLES)
          .as("position %d", i)
          .isCloseTo(before[i] - after[i], within(tolerance));
    }
  }

  private static NetworkReplica replica(MultiLayerConfiguration configuration) {
    return new NetworkReplica(NetworkDescription.of(configuration, 0));
  }

  private static void copy(INDArray parameters, NetworkReplica replica) {
    replica.parameters().put(0, parameters.toFloatVector());
  }

  private static float[] gradient(NetworkReplica replica, MultiDataSet batch) {
    return gradient(replica, batch, 0);
  }

  private static float[] gradient(NetworkReplica replica, MultiDataSet batch, long seed) {
    return gradient(replica, new DataSetBatch(batch, 0), seed);
  }

  private static float[] gradient(NetworkReplica replica, DataSetBatch batch, long seed) {
    replica.step(batch, seed);
    float[] gradient = new float[replica.length()];
    replica.gradient().get(0, gradient);
    return gradient;
  }

  private static NeuralNetConfiguration.Builder builder(
      UnaryOperator<NeuralNetConfiguration.Builder> settings) {
    return settings.apply(new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(1)));
  }

  /** Weights and biases at [0, 24) with gamma and beta, statistics at [24, 32), output behind. */
  private static MultiLayerConfiguration layered(NeuralNetConfiguration.Builder settings) {
    return settings
        .list()
        .layer(dense())
        .layer(new BatchNormalization.Builder().nIn(4).nOut(4).build())
        .layer(output())
        .build();
  }

  private static DenseLayer dense() {
    return new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.TANH).build();
  }

  private static OutputLayer output() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(4)
        .nOut(2)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiDataSet batch(long seed) {
    Nd4j.getRandom().setSeed(seed);
    INDArray features = Nd4j.randn(DataType.FLOAT, SAMPLES, 3);
    INDArray labels = Nd4j.zeros(DataType.FLOAT, SAMPLES, 2);
    for (int i = 0; i < SAMPLES; i++) {
      labels.putScalar(i, features.getDouble(i, 0) > 0 ? 1 : 0, 1);
    }
    return new MultiDataSet(features, labels);
  }
}
