package org.tengen.jobs.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.bytedeco.javacpp.Pointer;
import org.tengen.driver.launch.SparkStart;
import org.tengen.driver.network.NextWord;
import org.tengen.driver.run.RunFolder;
import org.tengen.driver.training.Control;
import org.tengen.driver.training.NetworkRuns;
import org.tengen.driver.training.TrainingProgress;
import org.tengen.driver.training.TrainingSettings;
import org.tengen.models.NetworkSettings;
import org.tengen.ps.optimiser.Clipping;
import org.tengen.ps.optimiser.OptimiserSettings;
import org.tengen.ps.strategy.Strategy;
import org.tengen.ps.tcp.TcpSettings;
import org.tengen.web.report.RunResult;
import org.tengen.worker.Straggler;

/**
 * A driver that trains several times in one JVM and prints what memory it holds: a line after each
 * training or, if there is only one, at each of its parts.
 *
 * <p>{@code MemoryProbe CORPUS OUT TRAININGS SAMPLES PARTS VALIDATION-SHARE}.
 */
public final class MemoryProbe {
  private final TrainingSettings settings;
  private final boolean shows;
  private final PeakHeap peak;
  private final AtomicInteger part = new AtomicInteger();

  private MemoryProbe(TrainingSettings settings, boolean shows, PeakHeap peak) {
    this.settings = settings;
    this.peak = peak;
    this.shows = shows;
  }

  /** Trains and prints. */
  public static void main(String[] args) throws InterruptedException, IOException {
    int trainings = Integer.parseInt(args[2]);
    TrainingSettings settings =
        settings(
            args[0],
            Long.parseLong(args[3]),
            Integer.parseInt(args[4]),
            Double.parseDouble(args[5]));
    PeakHeap peak = PeakHeap.watch();
    try (JavaSparkContext spark = SparkStart.start("memory", 2)) {
      for (int stage = 1; stage <= trainings; stage++) {
        new MemoryProbe(settings, trainings == 1, peak).train(spark, args[1] + "/stage-" + stage);
        print("stage=" + stage, peak);
      }
    }
    System.out.printf("peak heap=%d looks=%d%n", peak.bytes(), peak.looks());
  }

  private void train(JavaSparkContext spark, String out) throws InterruptedException {
    RunResult blank =
        new RunResult("memory", "probe", "now", Map.of(), Map.of(), null, "", List.of());
    Control control = new Control(1, 1, this::onProgress, () -> false, System.out::println);
    RunFolder folder = RunFolder.create(out, spark.hadoopConfiguration());
    new NetworkRuns(spark, folder, control).run(List.of(settings), blank);
  }

  private void onProgress(TrainingProgress progress) {
    int parts = settings.watching().evaluations();
    int reached = (int) (progress.samples() * parts / progress.budget());
    if (shows && reached > part.get()) {
      part.set(reached);
      try {
        print("part=" + reached + " samples=" + progress.samples(), peak);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** What is alive on the heap. */
  static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static synchronized void print(String when, PeakHeap peak) throws IOException {
    // twice: Spark's cleaner frees what the first finds dead
    liveHeap();
    long heap = liveHeap();
    peak.saw(heap);
    System.out.printf(
        "memory %s heap=%d native=%d physical=%d rss=%d direct=%d mapped=%d%n",
        when,
        heap,
        Pointer.totalBytes(),
        Pointer.physicalBytes(),
        rss(),
        pool("direct"),
        pool("mapped"));
  }

  private static long rss() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    throw new IOException("no VmRSS");
  }

  private static long pool(String name) {
    return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
        .filter(pool -> pool.getName().equals(name))
        .mapToLong(BufferPoolMXBean::getMemoryUsed)
        .sum();
  }

  private static TrainingSettings settings(
      String corpus, long samples, int parts, double validation) {
    return new TrainingSettings(
        new TrainingSettings.Text(corpus, "words", 1, 1_000, validation),
        new NextWord(NetworkSettings.Cell.LSTM, 3, 8, 16, 1, 0),
        new TrainingSettings.Lanes(2, 2, Strategy.parse("bsp"), Straggler.NONE),
        new TrainingSettings.Learning(
            OptimiserSettings.parse("adam"),
            0.01f,
            "constant",
            false,
            new Clipping.None(),
            16,
            samples,
            0),
        new TrainingSettings.Watching(parts, samples / parts, 2),
        new TrainingSettings.Wire(
            TcpSettings.defaults(), null, Duration.ofMinutes(2), Duration.ofMinutes(2)),
        1);
  }
}
