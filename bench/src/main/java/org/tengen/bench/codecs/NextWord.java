package org.tengen.bench.codecs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.NetworkTraining;
import org.tengen.driver.training.TextData;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.models.Engine;
import org.tengen.web.report.StrategyRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Trains the next-word network once for each arm and seed, and prints a line for each training and
 * then a table: perplexity against the best mean of the arms with float32, and bytes against
 * float32. The arms without flags are those of docs/benchmarks/codecs.md.
 */
@Command(
    name = "next-word",
    mixinStandardHelpOptions = true,
    description = "Perplexity and bytes of the next-word network under each codec.")
public final class NextWord implements Callable<Integer> {
  private static final List<String> PLAN =
      List.of(
          "bsp adam 0.008 none float32",
          "bsp adam 0.004 none float32",
          "bsp momentum:0.9 2 norm:2 float32",
          "bsp momentum:0.9 1 norm:2 float32",
          "bsp sgd 2 norm:2 topk:0.001+momentum:0.9",
          "bsp sgd 2 norm:2 threshold:0.06+momentum:0.9");

  @Option(names = "--arm", description = "STRATEGY OPTIMISER RATE CLIP CODEC, once for each arm")
  private List<String> arms = new ArrayList<>();

  @Option(names = "--seeds", split = ",", description = "one training of each arm for each")
  private List<Long> seeds = List.of(1L, 2L, 3L);

  @Option(names = "--samples", description = "of each training")
  private long samples = 512_000;

  @Option(names = "--workers", description = "of each training")
  private int workers = 2;

  private final Map<Arm, List<StrategyRun>> runs = new LinkedHashMap<>();

  private NextWord() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(new CommandLine(new NextWord()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    List<Arm> all = (arms.isEmpty() ? PLAN : arms).stream().map(Arm::parse).toList();
    try (JavaSparkContext spark = SparkStart.start("codecs", workers)) {
      spark.setLogLevel("WARN");
      for (long seed : seeds) {
        TrainingSettings any = all.get(0).settings(samples, workers, seed);
        TextData data = TextData.prepare(spark, any);
        for (Arm arm : all) {
          run(spark, data, arm, seed);
        }
      }
    }
    print(all);
    return 0;
  }

  private void run(JavaSparkContext spark, TextData data, Arm arm, long seed) throws Exception {
    Control quiet = new Control(1, 1, progress -> {}, () -> false, System.out::println);
    Path folder = Files.createTempDirectory("tengen-codecs-").resolve("run");
    StrategyRun run =
        new NetworkTraining(spark, data, quiet)
            .train(
                arm.settings(samples, workers, seed),
                RunFolder.create(folder.toString(), spark.hadoopConfiguration()),
                (curve, of) -> null)
            .figures();
    runs.computeIfAbsent(arm, unused -> new ArrayList<>()).add(run);
    System.out.printf(
        Locale.ROOT,
        "seed %d, %s: perplexity %.3f, %.1f s, %s%n",
        seed,
        arm,
        run.perplexity(),
        run.seconds(),
        run.traffic());
  }

  private void print(List<Arm> all) {
    double reference =
        all.stream()
            .filter(arm -> arm.codec().equals("float32"))
            .mapToDouble(this::mean)
            .min()
            .orElse(Double.NaN);
    System.out.println();
    System.out.println(
        "| strategy, optimiser, rate, clip, codec | perplexity by seed | mean | against the best float32 |"
            + " MB | times fewer, pushes | times fewer, all |");
    System.out.println("|:---|---:|---:|---:|---:|---:|---:|");
    for (Arm arm : all) {
      List<StrategyRun> of = runs.getOrDefault(arm, List.of());
      double pushed = sum(of, StrategyRun.Traffic::pushedBytes);
      double pulled = sum(of, StrategyRun.Traffic::pulledBytes);
      double pushedRaw = sum(of, StrategyRun.Traffic::pushedRawBytes);
      double pulledRaw = sum(of, StrategyRun.Traffic::pulledRawBytes);
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %.2f | %+.2f %% | %.1f | %.1f | %.1f |%n",
          arm,
          String.join(
              " ",
              of.stream()
                  .map(run -> String.format(Locale.ROOT, "%.2f", run.perplexity()))
                  .toList()),
          mean(arm),
          100 * (mean(arm) / reference - 1),
          (pushed + pulled) / of.size() / 1e6,
          pushedRaw / pushed,
          (pushedRaw + pulledRaw) / (pushed + pulled));
    }
  }

  private double mean(Arm arm) {
    return runs.getOrDefault(arm, List.of()).stream()
        .mapToDouble(StrategyRun::perplexity)
        .average()
        .orElse(Double.NaN);
  }

  /** One figure of the bytes. */
  @FunctionalInterface
  private interface Bytes {
    long of(StrategyRun.Traffic traffic);
  }

  private static double sum(List<StrategyRun> runs, Bytes bytes) {
    long sum = 0;
    for (StrategyRun run : runs) {
      StrategyRun.Traffic traffic = run.traffic();
      sum += traffic == null ? 0 : bytes.of(traffic);
    }
    return sum;
  }
}
