package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.tengen.models.Engine;
import org.tengen.ps.optimiser.Clipping;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Trains a convolutional network with batch normalisation under each strategy with simulated
 * workers, and prints accuracies and the least variance that was ever in the server's table. What
 * it does without flags is the plan of docs/benchmarks/batch-norm.md.
 */
@Command(
    name = "batch-norm",
    mixinStandardHelpOptions = true,
    description = "A network with batch normalisation under every strategy.")
public final class BatchNorm implements Callable<Integer> {
  @Option(names = "--strategies", split = ",", description = "the first is the reference")
  private List<String> strategies =
      List.of(
          "bsp",
          "bsp:backup=1",
          "ssp:3",
          "asp",
          "asp:lr/tau",
          "asp:dc",
          "softsync:2",
          "local:4",
          "easgd:4");

  @Option(names = "--train", description = "examples to train on")
  private int train = 76_800;

  @Option(names = "--test", description = "examples to test on")
  private int test = 5000;

  @Option(names = "--rate", description = "of all strategies")
  private float rate = 0.01f;

  @Mixin private final SetupOptions shared = new SetupOptions(4, 76_800, 10);

  private final Map<String, List<Classified>> results = new LinkedHashMap<>();

  BatchNorm() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(new CommandLine(new BatchNorm()).execute(arguments));
  }

  @Override
  public Integer call() {
    Setup setup = shared.setup(new Clipping.None());
    for (long seed : shared.seeds) {
      BarsLab lab = new BarsLab(setup, train, test, seed);
      for (String strategy : strategies) {
        Classified classified = lab.train(strategy, rate);
        results.computeIfAbsent(strategy, any -> new ArrayList<>()).add(classified);
        System.out.printf(Locale.ROOT, "seed %d, %s: %s%n", seed, strategy, classified);
      }
    }
    print();
    return 0;
  }

  /** By strategy, one for each seed. */
  Map<String, List<Classified>> results() {
    return results;
  }

  private void print() {
    double reference = mean(strategies.get(0));
    System.out.printf(
        "%n| strategy | accuracy by seed | mean | against %s | least variance | updates |%n",
        strategies.get(0));
    System.out.println("|:---|---:|---:|---:|---:|---:|");
    results.forEach(
        (strategy, of) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.2f | %+.2f | %.3g | %d |%n",
                strategy,
                of.stream()
                    .map(one -> String.format(Locale.ROOT, "%.2f", one.percent()))
                    .collect(Collectors.joining(" ")),
                mean(strategy),
                mean(strategy) - reference,
                of.stream().mapToDouble(Classified::leastVariance).min().orElse(Double.NaN),
                of.get(0).updates()));
  }

  private double mean(String strategy) {
    return results.getOrDefault(strategy, List.of()).stream()
        .mapToDouble(Classified::percent)
        .average()
        .orElse(Double.NaN);
  }
}
