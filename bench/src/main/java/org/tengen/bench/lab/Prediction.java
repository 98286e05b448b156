package org.tengen.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.tengen.web.report.ResultJson;
import org.tengen.web.report.StrategyRun;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Does the simulator predict? Trains for real under one strategy, and under others with and without
 * stragglers, each in a process of its own; simulates the others from the timings of the first
 * alone; and prints throughput and staleness of both side by side.
 */
@Command(
    name = "prediction",
    mixinStandardHelpOptions = true,
    description = "Real trainings beside simulations that were calibrated on one of them.")
public final class Prediction implements Callable<Integer> {
  private static final long DEADLINE_MINUTES = 10;
  private static final String NONE = "none";
  private static final double CLOSE_ENOUGH = 0.15;

  @Option(names = "--workers", description = "of all trainings")
  private int workers = 4;

  @Option(names = "--cores", description = "of this machine")
  private int cores = Runtime.getRuntime().availableProcessors();

  @Option(names = "--calibrate", description = "the strategy that timings are taken from")
  private String calibrate = "asp";

  @Option(names = "--strategies", split = ",", description = "that are predicted")
  private List<String> strategies = List.of("bsp", "ssp:3", "asp");

  @Option(names = "--stragglers", split = ";", description = "under each of these")
  private List<String> stragglers = List.of("any:10x@5%");

  @Option(names = "--samples", description = "of each training")
  private long samples = 128_000;

  @Option(names = "--seed", description = "of the first trainings")
  private long firstSeed = 1;

  @Option(names = "--seeds", description = "of all of it, with seeds one after the other")
  private int seeds = 3;

  @Option(names = "--out", description = "for the run folders; a real run that is there counts")
  private @Nullable Path out;

  @Option(names = "--more", split = " ", description = "flags for all trainings")
  private List<String> more = List.of();

  private Path folder = Path.of("unset");
  private long seed;

  Prediction() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Prediction()).execute(arguments));
  }

  /** Both of one training. */
  private record Pair(
      String strategy, String straggler, long seed, StrategyRun real, StrategyRun simulated) {
    double ofThroughput() {
      return simulated.samplesPerSecond() / real.samplesPerSecond();
    }

    double ofStaleness() {
      double there = real.staleness().mean();
      return there == 0 && simulated.staleness().mean() == 0
          ? 1
          : simulated.staleness().mean() / there;
    }

    String what() {
      return strategy + " | " + straggler;
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    folder = out == null ? Files.createTempDirectory("tengen-prediction-") : out;
    Files.createDirectories(folder);
    List<Pair> pairs = new ArrayList<>();
    for (seed = firstSeed; seed < firstSeed + seeds; seed++) {
      StrategyRun calibration = real(calibrate, NONE);
      System.out.printf(
          Locale.ROOT,
          "seed %d: calibrated on %s: %,.0f samples/s, staleness %.2f%n",
          seed,
          calibrate,
          calibration.samplesPerSecond(),
          calibration.staleness().mean());
      for (String straggler : stragglers) {
        for (String strategy : strategies) {
          StrategyRun real = real(strategy, straggler);
          StrategyRun simulated = simulated(strategy, straggler);
          pairs.add(new Pair(strategy, straggler, seed, real, simulated));
        }
      }
    }
    print(pairs);
    return 0;
  }

  private StrategyRun real(String strategy, String straggler)
      throws IOException, InterruptedException {
    Path run = folder.resolve(name("real", strategy, straggler));
    List<String> command = new ArrayList<>(List.of("train", "next-word"));
    command.add("--checkpoint-every=none");
    return run(run, command, strategy, straggler);
  }

  private StrategyRun simulated(String strategy, String straggler)
      throws IOException, InterruptedException {
    Path run = folder.resolve(name("simulated", strategy, straggler));
    List<String> command = new ArrayList<>(List.of("simulate"));
    command.add("--step-time=from:" + folder.resolve(name("real", calibrate, NONE)));
    command.addAll(List.of("--machines=1", "--cores=" + cores));
    // lanes and shards are in one process: a message takes what waking a thread does
    command.addAll(List.of("--latency=20us", "--bandwidth=none"));
    return run(run, command, strategy, straggler);
  }

  private String name(String kind, String strategy, String straggler) {
    String words =
        "%s-%d-on-%d-%s-%s-%d-%d"
            .formatted(kind, workers, cores, strategy, straggler, samples, seed);
    return words.replaceAll("[^a-z0-9]+", "-");
  }

  /** The job in a process of its own, so that none finds code that another has warmed up. */
  private StrategyRun run(Path run, List<String> job, String strategy, String straggler)
      throws IOException, InterruptedException {
    if (!Files.exists(run.resolve(ResultJson.FILE))) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.add("org.tengen.jobs.Tengen");
      command.addAll(job);
      command.addAll(flags(strategy, straggler, run));
      command.addAll(more);
      Path log = folder.resolve(run.getFileName() + ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!process.waitFor(DEADLINE_MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new IOException(
            run + ": not done after " + DEADLINE_MINUTES + " minutes; see " + log);
      }
      if (process.exitValue() != 0) {
        throw new IOException(run + ": exit " + process.exitValue() + "; see " + log);
      }
    }
    return result(run);
  }

  /** The network of conf/compare.properties. */
  private List<String> flags(String strategy, String straggler, Path run) {
    return List.of(
        "--corpus=wordnet31",
        "--vocabulary=5000",
        "--validation=0.02",
        "--window=5",
        "--cell=lstm",
        "--embedding=64",
        "--hidden=128",
        "--dropout=none",
        "--shards=2",
        "--batch=64",
        "--optimiser=adam",
        "--rate=0.008",
        "--schedule=cosine:0.1",
        "--evaluations=4",
        "--workers=" + workers,
        "--samples=" + samples,
        "--seed=" + seed,
        "--strategy=" + strategy,
        "--straggler=" + straggler,
        "--out=" + run);
  }

  private static StrategyRun result(Path run) {
    try {
      Path file = run.resolve(ResultJson.FILE);
      return ResultJson.read(Files.readString(file), file.toString()).runs().get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void print(List<Pair> pairs) {
    System.out.printf(
        "%n| %d workers, %d cores | straggler | seed | samples/s real | simulated | ratio"
            + " | staleness real | simulated | ratio | idle real | simulated |%n",
        workers, cores);
    System.out.println("|:---|:---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (Pair pair : pairs) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %d | %,.0f | %,.0f | %.2f | %.2f | %.2f | %.2f | %.1f %% | %.1f %% |%n",
          pair.what(),
          pair.seed,
          pair.real.samplesPerSecond(),
          pair.simulated.samplesPerSecond(),
          pair.ofThroughput(),
          pair.real.staleness().mean(),
          pair.simulated.staleness().mean(),
          pair.ofStaleness(),
          100 * pair.real.idleShare(),
          100 * pair.simulated.idleShare());
    }
    printMedians(pairs);
  }

  private void printMedians(List<Pair> pairs) {
    System.out.printf(
        "%n| medians of %d seeds | straggler | of throughput | of staleness | within 15 %% |%n",
        seeds);
    System.out.println("|:---|:---|---:|---:|:---|");
    for (String what : pairs.stream().map(Pair::what).distinct().toList()) {
      List<Pair> same = pairs.stream().filter(pair -> pair.what().equals(what)).toList();
      double throughput = median(same, Pair::ofThroughput);
      double staleness = median(same, Pair::ofStaleness);
      boolean within =
          Math.abs(throughput - 1) <= CLOSE_ENOUGH && Math.abs(staleness - 1) <= CLOSE_ENOUGH;
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f | %s |%n",
          what,
          throughput,
          staleness,
          within ? "yes" : "no");
    }
  }

  private static double median(List<Pair> pairs, ToDoubleFunction<Pair> ratio) {
    return Plan.median(pairs.stream().map(ratio::applyAsDouble).toList());
  }
}
