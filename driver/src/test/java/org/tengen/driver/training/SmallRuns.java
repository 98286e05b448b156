package org.tengen.driver.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.api.java.JavaSparkContext;
import org.tengen.driver.LocalSpark;
import org.tengen.driver.network.NextWord;
import org.tengen.driver.network.TextNetwork;
import org.tengen.driver.run.RunFolder;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.Listen;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.ps.tcp.Transport;
import org.tengen.web.report.RunResult;
import org.tengen.web.report.StrategyRun;
import org.tengen.worker.Straggler;

/** Trainings of a small network on a small made-up corpus, on Spark in this JVM. */
final class SmallRuns implements AutoCloseable {
  /** Says nothing and does not stop. */
  static final Control QUIET = new Control(1, 1, progress -> {}, () -> false, notice -> {});

  private final JavaSparkContext spark;
  private final Path folder;
  private final Path corpus;

  /** Starts Spark with {@code slots}, and writes the corpus into the folder. */
  SmallRuns(int slots, Path folder) throws IOException {
    this(LocalSpark.start(slots), folder);
  }

  /** With another Spark, which is closed with this. */
  SmallRuns(JavaSparkContext spark, Path folder) throws IOException {
    this.folder = folder;
    this.corpus = Files.write(folder.resolve("corpus.txt"), sentences());
    this.spark = spark;
  }

  JavaSparkContext spark() {
    return spark;
  }

  Path corpus() {
    return corpus;
  }

  @Override
  public void close() {
    spark.close();
  }

  /** Each word tells the next but for one in five: there is much to learn, and soon. */
  private static List<String> sentences() {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      int word = random.nextInt(30);
      StringBuilder line = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        line.append("w").append(word).append(' ');
        word = random.nextInt(5) == 0 ? random.nextInt(30) : (word * 7 + 3) % 30;
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /** Two lanes, 6,400 samples. */
  TrainingSettings settings(String strategy, int shards, boolean tcp) {
    return new TrainingSettings(
        new TrainingSettings.Text(corpus.toString(), "words", 1, 1_000, 0.1),
        new NextWord(NetworkSettings.Cell.LSTM, 3, 8, 16, 1, 0),
        new TrainingSettings.Lanes(2, shards, Strategy.parse(strategy), Straggler.NONE),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("adam"),
            0.01f,
            "constant",
            false,
            new Clipping.None(),
            16,
            6_400,
            0),
        new TrainingSettings.Watching(5, 1_280, 2),
        new TrainingSettings.Wire(
            TcpSettings.defaults().with(tcp ? Transport.TCP : Transport.AUTO),
            tcp ? Listen.onLoopback() : null,
            Duration.ofSeconds(30),
            Duration.ofSeconds(30)),
        1);
  }

  /** The same of another network. */
  static TrainingSettings with(TextNetwork network, TrainingSettings settings) {
    return new TrainingSettings(
        TextSubject.of(settings).text(),
        network,
        settings.lanes(),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }

  /** The same, with event files. */
  static TrainingSettings withEvents(TrainingSettings settings) {
    TrainingSettings.Watching watching = settings.watching();
    return new TrainingSettings(
        settings.subject(),
        settings.lanes(),
        settings.learning(),
        new TrainingSettings.Watching(
            watching.evaluations(),
            watching.checkpointEvery(),
            watching.keepCheckpoints(),
            watching.diverging(),
            true),
        settings.wire(),
        settings.seed());
  }

  /** The same, each step with a sleep behind it, so that there is time to stop the run. */
  static TrainingSettings slowed(TrainingSettings settings) {
    TrainingSettings.Lanes lanes = settings.lanes();
    return new TrainingSettings(
        settings.subject(),
        new TrainingSettings.Lanes(
            lanes.workers(), lanes.shards(), lanes.strategy(), Straggler.parse("any:30x")),
        settings.learning(),
        settings.watching(),
        settings.wire(),
        settings.seed());
  }

  /** Asks to stop in training {@code run}, when so many samples are applied. */
  static Control stoppedAt(int run, long samples) {
    AtomicBoolean there = new AtomicBoolean();
    return new Control(
        1,
        1,
        progress ->
            there.compareAndSet(false, progress.run() == run && progress.samples() >= samples),
        there::get,
        notice -> {});
  }

  RunResult run(RunFolder out, Control control, TrainingSettings... trainings)
      throws InterruptedException {
    RunResult blank =
        new RunResult("test", "tengen", "now", Map.of(), Map.of(), null, "", List.of());
    return new NetworkRuns(spark, out, control).run(List.of(trainings), blank);
  }

  RunFolder fresh(String name) {
    return RunFolder.create(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  StrategyRun train(String name, TrainingSettings settings) throws InterruptedException {
    return run(fresh(name), QUIET, settings).runs().get(0);
  }
}
