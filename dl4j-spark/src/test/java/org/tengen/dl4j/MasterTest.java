package org.tengen.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

@TestInstance(Lifecycle.PER_CLASS)
class MasterTest {
  private static final int BATCH = 8;

  private final JavaSparkContext spark = LocalSpark.start(4);

  @TempDir Path folder;

  @AfterAll
  void stop() {
    spark.stop();
  }

  @Test
  void trainsAGraphWithBatchNormalisationAsDeeplearning4jDoes() {
    DataSet examples = Examples.images(50 * BATCH, 3);
    ComputationGraph theirs = graph();
    ComputationGraph ours = graph();
    INDArray initial = theirs.params().dup();
    Examples.batches(examples, BATCH).forEach(theirs::fit);

    new SparkComputationGraph(spark, ours, master().workers(1).shuffle(false).build())
        .fit(spark.parallelize(examples.asList(), 3));

    assertThat(distance(ours, theirs, initial)).isLessThanOrEqualTo(1e-4);
    INDArray statistics = ours.getLayer("norm").getParam("log10stdev");
    INDArray expected = theirs.getLayer("norm").getParam("log10stdev");
    assertThat(statistics.sub(expected).norm2Number().doubleValue())
        .isCloseTo(0, within(1e-5 * expected.norm2Number().doubleValue()));
  }

  @Test
  void takesDataSetsWithSeveralArrays() {
    DataSet examples = Examples.images(10 * BATCH, 3);
    ComputationGraph single = graph();
    ComputationGraph multi = graph();
    List<MultiDataSet> sets = new ArrayList<>();
    examples.asList().forEach(set -> sets.add(set.toMultiDataSet()));

    new SparkComputationGraph(spark, single, master().workers(2).build())
        .fit(spark.parallelize(examples.asList(), 3));
    new SparkComputationGraph(spark, multi, master().workers(2).build())
        .fitMultiDataSet(spark.parallelize(sets, 2));

    assertThat(multi.params()).isEqualTo(single.params());
  }

  @Test
  void loadsDataSetsFromPaths() throws IOException {
    DataSet examples = Examples.flat(10 * BATCH, 3);
    List<String> paths = new ArrayList<>();
    for (DataSet set : Examples.batches(examples, 5)) {
      Path file = folder.resolve("set-" + paths.size());
      set.save(file.toFile());
      paths.add(file.toUri().toString());
    }
    MultiLayerNetwork fromPaths = network();
    MultiLayerNetwork fromMemory = network();

    new SparkDl4jMultiLayer(spark, fromPaths, master().workers(2).build())
        .fitPaths(spark.parallelize(paths, 3));
    new SparkDl4jMultiLayer(spark, fromMemory, master().workers(2).build())
        .fit(spark.parallelize(examples.asList(), 3));

    assertThat(fromPaths.params()).isEqualTo(fromMemory.params());
  }

  @ParameterizedTest
  @ValueSource(strings = {"bsp", "ssp:1", "asp", "asp:lr/tau", "asp:dc", "softsync:1"})
  void appliesEveryExampleOnceUnderAnyStrategy(String strategy) {
    MultiLayerNetwork network = network();
    TengenTrainingMaster master = master().workers(3).strategy(strategy).shards(2).build();

    // 199 = 3 lanes x 66 + 1: shares and batches are uneven
    new SparkDl4jMultiLayer(spark, network, master)
        .fit(spark.parallelize(Examples.flat(199, 3).asList(), 4));

    TrainingReport report = Objects.requireNonNull(master.report());
    assertThat(report.updates())
        .isEqualTo(strategy.equals("bsp") || strategy.equals("softsync:1") ? 9 : 27);
    assertThat(network.getIterationCount()).isEqualTo((int) report.updates());
    assertThat(network.getEpochCount()).isEqualTo(1);
    if (strategy.equals("bsp")) {
      assertThat(report.examples()).isEqualTo(199);
      assertThat(report.staleness().max()).isZero();
    } else {
      // a faster lane takes a slower one's share of the batches, each of 7 or 8 examples
      assertThat(report.examples()).isBetween(27 * 7L, 27 * 8L);
    }
  }

  @Test
  void dealsAnotherOrderEachEpochAndTheSameForTheSameSeed() {
    float[][] ends = new float[3][];
    for (int i = 0; i < 3; i++) {
      MultiLayerNetwork network = network();
      network.setEpochCount(i == 2 ? 1 : 0);
      new SparkDl4jMultiLayer(spark, network, master().workers(2).seed(5).build())
          .fit(spark.parallelize(Examples.flat(96, 3).asList(), i + 1));
      ends[i] = network.params().toFloatVector();
    }

    assertThat(ends[1]).isEqualTo(ends[0]);
    assertThat(ends[2]).isNotEqualTo(ends[0]);
  }

  @Test
  void callsListenersInTheDriverWithTheNetworkSoFar() {
    MultiLayerNetwork network = network();
    Recorder onNetwork = new Recorder();
    Recorder onMaster = new Recorder();
    network.setListeners(onNetwork);
    SparkDl4jMultiLayer sparkNetwork =
        new SparkDl4jMultiLayer(spark, network, master().workers(2).listenEvery(5).build());
    sparkNetwork.setListeners(onMaster);

    sparkNetwork.fit(spark.parallelize(Examples.flat(10 * 2 * BATCH, 3).asList(), 4));

    assertThat(onNetwork.calls).isEqualTo(onMaster.calls);
    assertThat(onMaster.calls).startsWith("start 0").endsWith("end 0").contains("iteration 9");
    assertThat(onMaster.parameters).doesNotHaveDuplicates();
    assertThat(network.score()).isBetween(0.1, 3.0);
    assertThat(sparkNetwork.getScore()).isEqualTo(network.score());
  }

  @Test
  void keepsTimesOfFitsWhenAsked() throws IOException {
    SparkDl4jMultiLayer network = new SparkDl4jMultiLayer(spark, network(), master().build());
    assertThat(network.getSparkTrainingStats()).isNull();
    network.setCollectTrainingStats(true);

    network.fit(spark.parallelize(Examples.flat(96, 3).asList(), 2));

    assertThat(network.getSparkTrainingStats().getKeySet())
        .containsExactly("TengenDealTimesMs", "TengenTrainTimesMs", "TengenFitTimesMs");
    assertThat(network.getSparkTrainingStats().getValue("TengenFitTimesMs")).hasSize(1);
    assertThat(network.getSparkTrainingStats().statsAsString()).contains("TengenDealTimesMs");
    network.getSparkTrainingStats().exportStatFiles(folder.toUri().toString(), spark.sc());
    assertThat(folder.resolve("TengenFitTimesMs.txt"))
        .content()
        .startsWith("machineId,jvmId,threadId,startTime,durationMs\n");
  }

  @Test
  void refusesAnUnsupportedSettingAndLeavesTheNetworkAsItWas() {
    MultiLayerNetwork network = Networks.init(Networks.small(Networks.settings(new RmsProp(0.1))));
    INDArray before = network.params().dup();

    assertThatThrownBy(
            () ->
                new SparkDl4jMultiLayer(spark, network, master().build())
                    .fit(spark.parallelize(Examples.flat(8, 3).asList(), 2)))
        .isInstanceOf(UnsupportedSettingException.class)
        .hasMessageStartingWith("layer 0 (layer0), parameter W: updater=RmsProp: expected ");
    assertThat(network.params()).isEqualTo(before);
    assertThat(network.getEpochCount()).isZero();
  }

  @Test
  void refusesFewerExamplesThanLanes() {
    assertThatThrownBy(
            () ->
                new SparkDl4jMultiLayer(spark, network(), master().workers(4).build())
                    .fit(spark.parallelize(Examples.flat(3, 3).asList(), 1)))
        .hasMessage("training data: 3 examples: expected at least one for each of 4 workers");
  }

  @Test
  void refusesMoreLanesThanSlotsBeforeAnythingIsRead() {
    JavaRDD<DataSet> unreadable =
        spark
            .parallelize(List.of(1, 2), 1)
            .map(
                element -> {
                  throw new IllegalStateException("read");
                });
    assertThatThrownBy(
            () ->
                new SparkDl4jMultiLayer(spark, network(), master().workers(9).build())
                    .fit(unreadable))
        .hasMessageStartingWith("workers=9: the cluster local[4,4] has slots for 4 tasks at once");
  }

  @Test
  void givesEachLaneAnExampleInEachBatchThoughSharesAreUnequal() {
    TengenTrainingMaster master = master().workers(2).batchSizePerWorker(1).build();

    new SparkDl4jMultiLayer(spark, network(), master)
        .fit(spark.parallelize(Examples.flat(5, 3).asList(), 1));

    TrainingReport report = Objects.requireNonNull(master.report());
    assertThat(report.examples()).isEqualTo(5);
    assertThat(report.updates()).isEqualTo(2);
  }

  private static TengenTrainingMaster.Builder master() {
    return new TengenTrainingMaster.Builder().workers(2).batchSizePerWorker(BATCH);
  }

  private static MultiLayerNetwork network() {
    return Networks.init(
        Networks.settings(new Adam(0.01))
            .list()
            .layer(Networks.dense(Examples.FEATURES, 16).build())
            .layer(Networks.output(16, Examples.CLASSES).build())
            .build());
  }

  private static ComputationGraph graph() {
    ComputationGraphConfiguration configuration =
        Networks.settings(new Sgd(0.1))
            .graphBuilder()
            .addInputs("in")
            .setInputTypes(InputType.convolutional(6, 6, 1))
            .addLayer("conv", new ConvolutionLayer.Builder(3, 3).nOut(4).build(), "in")
            .addLayer("norm", new BatchNormalization(), "conv")
            .addLayer("out", Networks.output(0, Examples.CLASSES).build(), "norm")
            .setOutputs("out")
            .build();
    ComputationGraph graph = new ComputationGraph(configuration);
    graph.init();
    return graph;
  }

  private static double distance(ComputationGraph ours, ComputationGraph theirs, INDArray initial) {
    return ours.params().sub(theirs.params()).norm2Number().doubleValue()
        / theirs.params().sub(initial).norm2Number().doubleValue();
  }

  /** Notes what it was called with. */
  private static final class Recorder extends BaseTrainingListener {
    private final List<String> calls = new ArrayList<>();
    private final List<Double> parameters = new ArrayList<>();

    @Override
    public void onEpochStart(Model model) {
      calls.add("start " + ((MultiLayerNetwork) model).getIterationCount());
    }

    @Override
    public void onEpochEnd(Model model) {
      calls.add("end " + ((MultiLayerNetwork) model).getEpochCount());
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      calls.add("iteration " + iteration);
      parameters.add(model.params().sumNumber().doubleValue());
    }
  }
}
