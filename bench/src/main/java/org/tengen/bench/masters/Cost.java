package org.tengen.bench.masters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.tengen.dl4j.TengenTrainingMaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The time of a step through the server with one lane over that of Deeplearning4j's own training,
 * in one JVM, in turns. The launch of the lane is not in it: it is counted from the moment at which
 * the lane is there.
 */
@Command(name = "cost", description = "A step with one lane over a bare step of Deeplearning4j's.")
final class Cost implements Callable<Integer> {
  @Mixin private BenchSpark place = new BenchSpark();

  @Option(names = "--batch", description = "examples of a step")
  private int batch = 32;

  @Option(names = "--batches", description = "steps of one turn")
  private int batches = 400;

  @Option(names = "--turns", description = "of each; the first is not counted")
  private int turns = 6;

  @Option(names = "--shards", description = "of the server")
  private int shards = 1;

  @Option(names = "--vocabulary", description = "words at most")
  private int vocabulary = 5000;

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("tengen-bench-");
    NextWordExamples examples = NextWordExamples.read(vocabulary, 1, folder);
    List<DataSet> sets = examples.batches(0, batches, batch);
    MultiLayerConfiguration configuration = NextWordNetwork.fused(examples.vocabulary(), 0.002, 1);
    List<Double> bare = new ArrayList<>();
    List<Double> served = new ArrayList<>();
    try (JavaSparkContext spark = place.start()) {
      for (int turn = 0; turn < turns; turn++) {
        bare.add(bare(configuration, sets));
        served.add(served(spark, configuration, sets));
        System.out.printf(
            Locale.ROOT, "bare %.3f ms, served %.3f ms%n", bare.get(turn), served.get(turn));
      }
    }
    double ratio = median(served) / median(bare);
    System.out.printf(
        Locale.ROOT,
        "median of %d turns: bare %.3f ms, served %.3f ms a step, ratio %.3f%n",
        turns - 1,
        median(bare),
        median(served),
        ratio);
    return 0;
  }

  private double bare(MultiLayerConfiguration configuration, List<DataSet> sets) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
    network.init();
    long started = System.nanoTime();
    sets.forEach(network::fit);
    double ms = (System.nanoTime() - started) / 1e6 / batches;
    network.close();
    return ms;
  }

  private double served(
      JavaSparkContext spark, MultiLayerConfiguration configuration, List<DataSet> sets) {
    TengenTrainingMaster master =
        new TengenTrainingMaster.Builder()
            .workers(1)
            .shards(shards)
            .batchSizePerWorker(batch)
            .shuffle(false)
            .build();
    new SparkDl4jMultiLayer(spark, configuration.clone(), master).fit(spark.parallelize(sets, 1));
    return 1e3 * Objects.requireNonNull(master.report()).seconds() / batches;
  }

  /** Without the first turn, which warms up. */
  private static double median(List<Double> turns) {
    List<Double> sorted = new ArrayList<>(turns.subList(1, turns.size()));
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }
}
