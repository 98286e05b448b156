package org.tengen.bench.masters;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains each problem's network on one machine and under each master, for several seeds, and prints
 * the accuracies on examples without label noise beside a linear model's.
 */
@Command(
    name = "accuracy",
    description = "What accuracy each training master reaches, against one machine.")
final class Accuracy implements Callable<Integer> {
  private static final long TEST_SEED = 1_000_003;
  private static final int TEST_BATCH = 500;

  @Mixin private BenchSpark place = new BenchSpark();

  @Option(names = "--problems", split = ",", description = "mlp, cnn or both")
  private List<String> problems = List.of("mlp", "cnn");

  @Option(names = "--masters", split = ",", description = "e.g. tengen:bsp,averaging:4")
  private List<String> masters = List.of("tengen:bsp", "averaging:4", "sharing:1e-3");

  @Option(names = "--seeds", description = "how many")
  private int seeds = 5;

  @Option(names = "--first-seed", description = "the first of them; a pilot takes others than 1")
  private int firstSeed = 1;

  @Option(names = "--train", description = "examples to train on")
  private int train = 6400;

  @Option(names = "--test", description = "examples to test on")
  private int test = 5000;

  @Option(names = "--noise", description = "share of training labels that are drawn anew")
  private double noise = 0.15;

  @Option(names = "--epochs", description = "rounds over the training examples")
  private int epochs = 12;

  @Option(names = "--batch", description = "examples of a worker's step")
  private int batch = 16;

  @Option(names = "--workers", description = "workers of every master")
  private int workers = 2;

  @Option(names = "--port", description = "of Deeplearning4j's gradient sharing")
  private int port = 40123;

  /** Accuracies in percent, by problem and model, one for each seed. */
  private final Map<String, Map<String, List<Double>>> results = new LinkedHashMap<>();

  @Override
  public Integer call() {
    try (JavaSparkContext spark = place.start()) {
      for (String name : problems) {
        for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
          run(spark, problem(name), seed);
        }
      }
    }
    print();
    return 0;
  }

  private static Problem problem(String name) {
    return switch (name) {
      case "mlp" -> new Products();
      case "cnn" -> new Bars();
      default -> throw new IllegalArgumentException("problem=" + name + ": expected mlp or cnn");
    };
  }

  private void run(JavaSparkContext spark, Problem problem, int seed) {
    DataSet examples = problem.examples(train, noise, seed);
    DataSet held = problem.examples(test, 0, TEST_SEED + seed);
    note(problem, "linear", alone(problem.linear(seed), examples), held);
    note(problem, "one machine", alone(problem.network(seed), examples), held);
    for (String master : masters) {
      MultiLayerNetwork network =
          SparkProgram.train(
              spark,
              problem.network(seed),
              MasterKind.parse(master).build(place.workers(workers), batch, seed, port),
              new ArrayList<>(examples.batchBy(batch)),
              epochs);
      note(problem, master, network, held);
    }
  }

  /** Deeplearning4j's own training on the driver, with the batch that all workers take together. */
  private MultiLayerNetwork alone(MultiLayerConfiguration configuration, DataSet examples) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    for (int epoch = 0; epoch < epochs; epoch++) {
      DataSet shuffled = examples.copy();
      shuffled.shuffle(epoch);
      shuffled.batchBy(workers * batch).forEach(network::fit);
      network.incrementEpochCount();
    }
    return network;
  }

  private void note(Problem problem, String model, MultiLayerNetwork network, DataSet held) {
    Evaluation evaluation = new Evaluation();
    for (DataSet part : held.batchBy(TEST_BATCH)) {
      evaluation.eval(part.getLabels(), network.output(part.getFeatures()));
    }
    double percent = 100 * evaluation.accuracy();
    results
        .computeIfAbsent(problem.name(), key -> new LinkedHashMap<>())
        .computeIfAbsent(model, key -> new ArrayList<>())
        .add(percent);
    System.out.printf(Locale.ROOT, "%s, %s: %.2f %%%n", problem.name(), model, percent);
  }

  private void print() {
    System.out.println("| problem | model | mean | by seed |\n|---|---|---|---|");
    results.forEach(
        (problem, models) ->
            models.forEach(
                (model, percents) ->
                    System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.2f | %s |%n",
                        problem,
                        model,
                        percents.stream().mapToDouble(p -> p).average().orElse(Double.NaN),
                        String.join(
                            " ",
                            percents.stream()
                                .map(p -> String.format(Locale.ROOT, "%.2f", p))
                                .toList()))));
  }
}
