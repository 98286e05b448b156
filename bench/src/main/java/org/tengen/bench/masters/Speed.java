package org.tengen.bench.masters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains the next-word network under each master, fit after fit on the same stream of examples,
 * until it reaches a perplexity. Only the calls of {@code fit} are timed: the evaluation after each
 * is not. Before it is timed, each master trains a network that is thrown away.
 */
@Command(
    name = "speed",
    description = "Examples a second, and seconds to a perplexity, of each training master.")
final class Speed implements Callable<Integer> {
  @Mixin private BenchSpark place = new BenchSpark();

  @Option(names = "--masters", split = ",", description = "e.g. tengen:bsp,averaging:4")
  private List<String> masters =
      List.of(
          "tengen:bsp",
          "tengen:asp",
          "averaging:1",
          "averaging:4",
          "averaging:16",
          "sharing:1e-2",
          "sharing:1e-3",
          "sharing:1e-4");

  @Option(names = "--workers", description = "workers of every master")
  private int workers = 2;

  @Option(names = "--batch", description = "examples of a worker's step, and of an RDD's element")
  private int batch = 32;

  @Option(names = "--batches", description = "of one fit, all workers together")
  private int batches = 640;

  @Option(names = "--fits", description = "at most")
  private int fits = 12;

  @Option(names = "--target", description = "perplexity at which a master's run ends")
  private double target = 140;

  @Option(names = "--vocabulary", description = "words at most")
  private int vocabulary = 5000;

  @Option(names = "--rate", description = "of Adam")
  private double rate = 0.002;

  @Option(names = "--shipped", description = "the layers that Deeplearning4j ships")
  private boolean shipped;

  @Option(names = "--seed", description = "of network and examples")
  private long seed = 1;

  @Option(names = "--port", description = "of Deeplearning4j's gradient sharing")
  private int port = 40123;

  @Option(names = "--longest-fit", description = "seconds, after which all ends: it hangs")
  private long longestFit = 600;

  private record Row(String master, double perSecond, double perplexity, double secondsToTarget) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("tengen-bench-");
    NextWordExamples examples = NextWordExamples.read(vocabulary, seed, folder);
    List<Row> rows = new ArrayList<>();
    try (JavaSparkContext spark = place.start()) {
      for (String master : masters) {
        rows.add(run(spark, MasterKind.parse(master), examples));
      }
      print(rows);
      return 0;
    } catch (TimeoutException e) {
      print(rows);
      System.out.printf("a fit did not end within %d s; nothing more is run%n", longestFit);
      return 1;
    }
  }

  private Row run(JavaSparkContext spark, MasterKind master, NextWordExamples examples)
      throws InterruptedException, TimeoutException {
    List<DataSet> held = examples.validation(64, batch);
    fit(spark, network(spark, master, examples), examples.batches(0, batches, batch));
    SparkDl4jMultiLayer network = network(spark, master, examples);
    double seconds = 0;
    double perplexity = Double.NaN;
    double toTarget = Double.NaN;
    long trained = 0;
    for (int i = 0; i < fits && Double.isNaN(toTarget); i++) {
      seconds += fit(spark, network, examples.batches(i * batches, batches, batch));
      trained += (long) batches * batch;
      perplexity = NextWordNetwork.perplexity(network.getNetwork(), held);
      System.out.printf(
          Locale.ROOT,
          "%s: %d examples, %.1f s, perplexity %.1f%n",
          master,
          trained,
          seconds,
          perplexity);
      if (perplexity <= target) {
        toTarget = seconds;
      }
    }
    return new Row(master.toString(), trained / seconds, perplexity, toTarget);
  }

  private SparkDl4jMultiLayer network(
      JavaSparkContext spark, MasterKind master, NextWordExamples examples) {
    MultiLayerConfiguration configuration =
        shipped
            ? NextWordNetwork.shipped(examples.vocabulary(), rate, seed)
            : NextWordNetwork.fused(examples.vocabulary(), rate, seed);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return new SparkDl4jMultiLayer(
        spark, network, master.build(place.workers(workers), batch, seed, port));
  }

  /** Seconds that a fit takes. A master that hangs cannot be ended but with the JVM. */
  private double fit(JavaSparkContext spark, SparkDl4jMultiLayer network, List<DataSet> sets)
      throws InterruptedException, TimeoutException {
    // not cached: Deeplearning4j's masters would set a storage level of their own and fail
    JavaRDD<DataSet> data = spark.parallelize(sets, workers);
    long started = System.nanoTime();
    FutureTask<MultiLayerNetwork> fit = new FutureTask<>(() -> network.fit(data));
    Thread thread = new Thread(fit, "fit");
    thread.setDaemon(true);
    thread.start();
    try {
      fit.get(longestFit, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a fit failed", e.getCause());
    }
    return (System.nanoTime() - started) / 1e9;
  }

  private void print(List<Row> rows) {
    System.out.printf(
        Locale.ROOT,
        "| master | examples/s | perplexity at the end | seconds to %.0f |%n|---|---|---|---|%n",
        target);
    for (Row row : rows) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %.0f | %.1f | %.1f |%n",
          row.master,
          row.perSecond,
          row.perplexity,
          row.secondsToTarget);
    }
  }
}
