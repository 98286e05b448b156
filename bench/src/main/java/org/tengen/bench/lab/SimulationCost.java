package org.tengen.bench.lab;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.batch.LaneBatches;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.WordTokenizer;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;
import org.tengen.ps.local.OwnWeights;
import org.tengen.ps.local.ServedTable;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.optimiser.Schedule;
import org.tengen.ps.shard.ImageIntervals;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.table.Layout;
import org.tengen.ps.training.Block;
import org.tengen.ps.training.Budget;
import org.tengen.ps.training.TableSpec;
import org.tengen.ps.training.Training;
import org.tengen.worker.BatchSource;
import org.tengen.worker.GradientStep;
import org.tengen.worker.Straggler;
import org.tengen.worker.TrainingLoop;
import org.tengen.worker.lab.Lab;
import org.tengen.worker.lab.LabSettings;
import org.tengen.worker.lab.Network;
import org.tengen.worker.lab.StepTime;
import org.tengen.worker.lab.Watch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What a simulation costs beside its gradients: CPU time of the process for as many steps of the
 * next-word network, on the same samples, in one replica and by simulated workers, in turns.
 */
@Command(
    name = "simulation-cost",
    mixinStandardHelpOptions = true,
    description = "CPU time of simulated workers beside that of one replica.")
public final class SimulationCost implements Callable<Integer> {
  private static final int VOCABULARY = 5_000;
  private static final int WINDOW = 5;
  private static final int SHARDS = 2;
  private static final long SEED = 1;
  private static final String GRADIENTS = "one replica, gradients alone";
  private static final String TRAINED = "one replica, trained";

  @Option(names = "--strategies", split = ",", description = "of the simulated workers")
  private List<String> strategies = List.of("bsp", "ssp:3", "asp");

  @Option(names = "--workers", description = "simulated")
  private int workers = 256;

  @Option(names = "--steps", description = "of a worker")
  private int steps = 8;

  @Option(names = "--batch", description = "samples of a step")
  private int batch = 64;

  @Option(names = "--repeats", description = "of each, after one that does not count")
  private int repeats = 3;

  @Option(names = "--rate", description = "so low that no strategy diverges")
  private float rate = 1e-5f;

  @Option(names = "--text", description = "built-in name or path")
  private String text = "wordnet31";

  private final OperatingSystemMXBean process =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private final Map<String, List<Double>> milliseconds = new LinkedHashMap<>();

  SimulationCost() {}

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    // the native side's settings come before the first ND4J class
    Engine.load();
    System.exit(new CommandLine(new SimulationCost()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Path folder = Files.createTempDirectory("tengen-cost-");
    Recipe recipe = new Recipe(new WordTokenizer(), 2, VOCABULARY, new Split(SEED, 0.005, workers));
    EncodedCorpus corpus = EncodedCorpus.encode(Corpora.local(text), recipe, folder);
    NetworkSettings.NextWord network =
        new NetworkSettings.NextWord(
            NetworkSettings.Cell.LSTM, corpus.vocabulary().size(), WINDOW, 64, 128, 1, 0, SEED);
    try (Replica<WindowBatch> replica = Engine.load().nextWord(network)) {
      float[] initial = new float[replica.length()];
      replica.parameters().get(0, initial);
      Bench bench = new Bench(replica, batches(corpus), initial);
      for (int repeat = 0; repeat <= repeats; repeat++) {
        round(bench, repeat > 0);
      }
    }
    print();
    return 0;
  }

  private record Bench(
      Replica<WindowBatch> replica, List<BatchSource<WindowBatch>> batches, float[] initial) {}

  private List<BatchSource<WindowBatch>> batches(EncodedCorpus corpus) {
    WindowBatch reused = new WindowBatch(WINDOW, new int[batch * WINDOW], new int[batch]);
    List<BatchSource<WindowBatch>> sources = new ArrayList<>();
    for (PartitionFile lane : corpus.lanes()) {
      LaneBatches samples = new LaneBatches(lane, WINDOW, batch, SEED, sources.size());
      sources.add(
          step -> {
            samples.read(step, reused.contexts(), reused.targets());
            return reused;
          });
    }
    return sources;
  }

  private void round(Bench bench, boolean counts) {
    measure(GRADIENTS, counts, () -> train(bench, null));
    measure(
        TRAINED,
        counts,
        () -> {
          OwnWeights weights = new OwnWeights(table(bench.initial.length));
          weights.take(bench.initial);
          train(bench, weights);
        });
    for (String strategy : strategies) {
      LabSettings settings = settings(Strategy.parse(strategy), bench.initial.length);
      measure(
          strategy,
          counts,
          () -> Lab.train(settings, bench.replica, bench.batches, bench.initial, Watch.NOTHING));
    }
  }

  private void measure(String what, boolean counts, Runnable work) {
    System.gc(); // what others have left is not this one's to clear away
    long begun = process.getProcessCpuTime();
    work.run();
    double each = (process.getProcessCpuTime() - begun) / 1e6 / workers / steps;
    System.out.printf(Locale.ROOT, "%s: %.3f ms%s%n", what, each, counts ? "" : " (warm-up)");
    if (counts) {
      milliseconds.computeIfAbsent(what, any -> new ArrayList<>()).add(each);
    }
  }

  /** The same steps one after the other; with no weights nothing is learned. */
  private void train(Bench bench, @Nullable OwnWeights weights) {
    TrainingLoop.Settings loop = loop(table(bench.initial.length));
    GradientStep<WindowBatch> gradient = new GradientStep<>(loop, bench.replica);
    bench.replica.parameters().put(0, bench.initial);
    for (int step = 0; step < steps; step++) {
      for (int lane = 0; lane < workers; lane++) {
        if (weights != null) {
          weights.read(bench.replica.parameters());
        }
        GradientStep.Computed computed = gradient.compute(bench.batches.get(lane), lane, step);
        if (weights != null) {
          weights.step(bench.replica.gradient(), computed.samples(), (double) step / steps);
        }
      }
    }
  }

  private TableSpec table(int length) {
    return TableSpec.uniform(
        length, List.of(), OptimiserSettings.parse("adam"), Schedule.parse("constant", rate));
  }

  private static TrainingLoop.Settings loop(TableSpec table) {
    return new TrainingLoop.Settings(
        SEED,
        new Clipping.None(),
        table.blocks().stream().map(Block::range).toList(),
        Straggler.NONE);
  }

  private LabSettings settings(Strategy strategy, int length) {
    TableSpec served = ServedTable.of(table(length), strategy.sent());
    Training training =
        new Training(
            served,
            Layout.of(served.length(), SHARDS),
            workers,
            strategy,
            new Budget((long) steps * workers * batch, batch));
    return new LabSettings(
        training,
        loop(table(length)),
        ImageIntervals.none(),
        StepTime.logNormal(SEED, 100_000_000, 0.2),
        new Network(500_000, 1.25e9));
  }

  private void print() {
    System.out.printf(
        "%n| %,d steps | CPU ms a step: median | least | most | of gradients | of training |%n",
        (long) workers * steps);
    System.out.println("|:---|---:|---:|---:|---:|---:|");
    milliseconds.forEach(
        (what, of) -> {
          double[] sorted = of.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          System.out.printf(
              Locale.ROOT,
              "| %s | %.3f | %.3f | %.3f | %.2f | %.2f |%n",
              what,
              median(what),
              sorted[0],
              sorted[sorted.length - 1],
              median(what) / median(GRADIENTS),
              median(what) / median(TRAINED));
        });
  }

  private double median(String what) {
    double[] sorted =
        milliseconds.getOrDefault(what, List.of()).stream()
            .mapToDouble(Double::doubleValue)
            .toArray();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
