package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * Training through the server against Deeplearning4j's own {@code fit} of the same network on the
 * same batches, for 50 steps: the norm of (ours - theirs) over the norm of (theirs - initial).
 *
 * <p>The tests at the end show that the measure would see a step done wrongly.
 */
@TestInstance(Lifecycle.PER_CLASS)
class EqualityTest {
  private static final int STEPS = 50;
  private static final int BATCH = 16;
  private static final double FLOAT32 = 1e-4;
  private static final double FLOAT64 = 1e-5;

  private final JavaSparkContext spark = LocalSpark.start(4);
  private final DataSet examples = Examples.flat(STEPS * BATCH, 11);

  @AfterAll
  void stop() {
    spark.stop();
  }

  @Test
  void oneLaneStepsAsSgdDoes() {
    assertThat(distance(settings(new Sgd(0.3)), 1)).isLessThanOrEqualTo(FLOAT32);
  }

  @Test
  void fourLanesStepAsOneWithFourTimesTheBatchUnderSgd() {
    assertThat(distance(settings(new Sgd(0.3)), 4)).isLessThanOrEqualTo(FLOAT32);
  }

  @Test
  void oneLaneStepsAsAdamDoesInFloat64() {
    assertThat(distance(float64(new Adam(0.01)), 1)).isLessThanOrEqualTo(FLOAT64);
  }

  @Test
  void fourLanesStepAsOneWithFourTimesTheBatchUnderAdamInFloat64() {
    assertThat(distance(float64(new Adam(0.01)), 4)).isLessThanOrEqualTo(FLOAT64);
  }

  @Test
  void oneLaneStepsAsAdamDoesInFloat32() {
    assertThat(distance(settings(new Adam(0.01)), 1)).isLessThanOrEqualTo(FLOAT32);
  }

  @Test
  void oneLaneStepsAsNesterovDoes() {
    assertThat(distance(settings(new Nesterovs(0.1, 0.9)), 1)).isLessThanOrEqualTo(FLOAT32);
  }

  @Test
  void oneLaneStepsAsAdagradDoes() {
    assertThat(distance(settings(new AdaGrad(0.1)), 1)).isLessThanOrEqualTo(FLOAT32);
  }

  @Test
  void honoursAdamWithL2AndAScheduleAndGradientNormalisation() {
    NeuralNetConfiguration.Builder all =
        float64(new Adam(new StepSchedule(ScheduleType.ITERATION, 0.02, 0.5, 10)))
            .l2(0.01)
            .gradientNormalization(GradientNormalization.ClipL2PerLayer)
            .gradientNormalizationThreshold(0.05);

    assertThat(distance(all, 1)).isLessThanOrEqualTo(FLOAT64);
  }

  @Test
  void honoursL1AndWeightDecayUnderSgd() {
    assertThat(distance(settings(new Sgd(0.3)).l1(0.001).weightDecay(0.01, true), 1))
        .isLessThanOrEqualTo(FLOAT32);
  }

  @Test
  void goesOnOverEpochsWithUpdaterStateAndCounts() {
    IUpdater byEpoch = new Adam(new ExponentialSchedule(ScheduleType.EPOCH, 0.02, 0.5));
    MultiLayerNetwork theirs = network(float64(byEpoch));
    INDArray initial = theirs.params().dup();
    MultiLayerNetwork network = network(float64(byEpoch));
    SparkDl4jMultiLayer ours = new SparkDl4jMultiLayer(spark, network, master(1));
    for (int epoch = 0; epoch < 3; epoch++) {
      Examples.batches(examples, BATCH).forEach(theirs::fit);
      theirs.incrementEpochCount();
      ours.fit(spark.parallelize(examples.asList(), 3));
    }

    assertThat(distance(network, theirs, initial)).isLessThanOrEqualTo(FLOAT64);
    assertThat(network.getIterationCount()).isEqualTo(3 * STEPS);
    assertThat(network.getEpochCount()).isEqualTo(3);
    INDArray state = network.getUpdater().getStateViewArray();
    INDArray expected = theirs.getUpdater().getStateViewArray();
    assertThat(norm(state.sub(expected)) / norm(expected)).isLessThanOrEqualTo(FLOAT64);
  }

  @Test
  void wouldSeeGradientsThatAreNotDividedByTheBatch() {
    MultiLayerNetwork theirs = network(settings(new Sgd(0.3)));
    MultiLayerNetwork undivided = network(settings(new Sgd(0.3)).miniBatch(false));
    INDArray initial = theirs.params().dup();
    Examples.batches(examples, BATCH).forEach(theirs::fit);
    Examples.batches(examples, BATCH).forEach(undivided::fit);

    assertThat(distance(undivided, theirs, initial)).isGreaterThan(100 * FLOAT32);
  }

  @Test
  void wouldSeeOnePushThatWasLost() {
    MultiLayerNetwork theirs = network(settings(new Sgd(0.3)));
    MultiLayerNetwork lost = network(settings(new Sgd(0.3)));
    INDArray initial = theirs.params().dup();
    List<DataSet> batches = Examples.batches(examples, BATCH);
    batches.forEach(theirs::fit);
    batches.remove(25);
    batches.forEach(lost::fit);

    assertThat(distance(lost, theirs, initial)).isGreaterThan(10 * FLOAT32);
  }

  @Test
  void wouldSeeAdamWithoutItsBiasCorrection() {
    MultiLayerNetwork theirs = network(float64(new Adam(0.01)));
    MultiLayerNetwork uncorrected = network(float64(new Adam(0.01)));
    // the correction tends to 1
    uncorrected.setIterationCount(1_000_000);
    INDArray initial = theirs.params().dup();
    Examples.batches(examples, BATCH).forEach(theirs::fit);
    Examples.batches(examples, BATCH).forEach(uncorrected::fit);

    assertThat(distance(uncorrected, theirs, initial)).isGreaterThan(100 * FLOAT64);
  }

  /** Trains ours with {@code lanes} on shares of the batch that theirs takes whole. */
  private double distance(NeuralNetConfiguration.Builder settings, int lanes) {
    MultiLayerNetwork theirs = network(settings);
    MultiLayerNetwork ours = network(settings);
    INDArray initial = theirs.params().dup();
    Examples.batches(examples, BATCH).forEach(theirs::fit);
    // elements of any size, in more partitions than lanes
    new SparkDl4jMultiLayer(spark, ours, master(lanes))
        .fit(spark.parallelize(Examples.batches(examples, 7), 5));
    double distance = distance(ours, theirs, initial);
    System.out.printf(
        "%d lanes, %s, %s: %.2e%n", lanes, ours.params().dataType(), updater(ours), distance);
    return distance;
  }

  private static IUpdater updater(MultiLayerNetwork network) {
    return network.getLayer(0).conf().getLayer().getUpdaterByParam("W");
  }

  private static TengenTrainingMaster master(int lanes) {
    return new TengenTrainingMaster.Builder()
        .workers(lanes)
        .shards(2)
        .batchSizePerWorker(BATCH / lanes)
        .shuffle(false)
        .build();
  }

  private static double distance(
      MultiLayerNetwork ours, MultiLayerNetwork theirs, INDArray initial) {
    return norm(ours.params().sub(theirs.params())) / norm(theirs.params().sub(initial));
  }

  private static double norm(INDArray array) {
    return array.castTo(DataType.DOUBLE).norm2Number().doubleValue();
  }

  private static NeuralNetConfiguration.Builder settings(IUpdater updater) {
    return Networks.settings(updater);
  }

  private static NeuralNetConfiguration.Builder float64(IUpdater updater) {
    return settings(updater).dataType(DataType.DOUBLE);
  }

  private static MultiLayerNetwork network(NeuralNetConfiguration.Builder settings) {
    MultiLayerConfiguration configuration =
        settings
            .clone()
            .list()
            .layer(Networks.dense(Examples.FEATURES, 24).build())
            .layer(Networks.dense(24, 24).build())
            .layer(Networks.output(24, Examples.CLASSES).build())
            .build();
    MultiLayerNetwork network = Networks.init(configuration);
    // both start from what float32 holds exactly
    network
        .params()
        .assign(network.params().castTo(DataType.FLOAT).castTo(network.params().dataType()));
    return network;
  }
}
