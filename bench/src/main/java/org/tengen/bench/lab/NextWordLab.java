package org.tengen.bench.lab;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.batch.LaneBatches;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.WordTokenizer;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.WindowBatch;
import org.tengen.ps.image.RunImage;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.worker.BatchSource;
import org.tengen.worker.lab.Lab;
import org.tengen.worker.lab.LabSettings;
import org.tengen.worker.lab.Outcome;
import org.tengen.worker.lab.Watch;

/**
 * Simulated trainings of the next-word network of {@code tengen compare} on WordNet's glosses; the
 * seed decides split, partitions, weights and times. Used by any number of threads.
 */
final class NextWordLab {
  private static final int VOCABULARY = 5_000;
  private static final int WINDOW = 5;
  private static final int EVALUATED = 256;
  private static final double NS = 1e9;

  private final Setup setup;
  private final long seed;
  private final EncodedCorpus text;

  /**
   * Reads the text.
   *
   * @param validation the share of it that is held out
   * @param folder for the partitions, which stay there
   */
  NextWordLab(Setup setup, double validation, long seed, Path folder) throws IOException {
    this.setup = setup;
    this.seed = seed;
    Split split = new Split(seed, validation, setup.workers());
    Recipe recipe = new Recipe(new WordTokenizer(), 2, VOCABULARY, split);
    this.text = EncodedCorpus.encode(Corpora.local("wordnet31"), recipe, folder);
  }

  /** Trains once. */
  Trained train(String strategy, float rate) {
    NetworkSettings.NextWord network =
        new NetworkSettings.NextWord(
            NetworkSettings.Cell.LSTM, text.vocabulary().size(), WINDOW, 64, 128, 1, 0, seed);
    long cpuNs = cpuNs();
    try (Replica<WindowBatch> replica = Engine.load().nextWord(network)) {
      LabSettings settings = setup.settings(strategy, rate, seed, replica);
      float[] weights = new float[replica.length()];
      replica.parameters().get(0, weights);
      Curve curve = new Curve(replica);
      Outcome outcome = Lab.train(settings, replica, batches(), weights, curve);
      double last = curve.points.get(curve.points.size() - 1).validationPerplexity();
      return new Trained(
          new Cell(strategy, rate, seed),
          outcome.finished() ? last : Double.POSITIVE_INFINITY,
          outcome.statistics().samples(),
          outcome.statistics().updates(),
          outcome.ns() / NS,
          outcome.statistics().totals().idleShare(),
          outcome.statistics().staleness().mean(),
          outcome.statistics().staleness().max(),
          List.copyOf(curve.points),
          (cpuNs() - cpuNs) / NS);
    }
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private List<BatchSource<WindowBatch>> batches() {
    int batch = setup.batch();
    WindowBatch reused = new WindowBatch(WINDOW, new int[batch * WINDOW], new int[batch]);
    List<BatchSource<WindowBatch>> sources = new ArrayList<>();
    for (PartitionFile lane : text.lanes()) {
      LaneBatches samples = new LaneBatches(lane, WINDOW, batch, seed, sources.size());
      sources.add(
          step -> {
            samples.read(step, reused.contexts(), reused.targets());
            return reused;
          });
    }
    return sources;
  }

  /**
   * Looks at the perplexity on the validation split, with the lanes' own replica. Ends a training
   * that is worse than knowing nothing, or whose weights are no numbers any more.
   */
  private final class Curve implements Watch {
    private final Replica<WindowBatch> replica;
    private final Windows windows = new Windows(text.validation(), WINDOW);
    private final List<CurvePoint> points = new ArrayList<>();

    Curve(Replica<WindowBatch> replica) {
      this.replica = replica;
    }

    @Override
    public boolean onImage(RunImage image, long nowNs) {
      replica.parameters().put(0, image.weights(), 0, replica.length());
      double perplexity = perplexity();
      boolean learns = perplexity <= VOCABULARY;
      points.add(
          new CurvePoint(
              nowNs / NS,
              image.samples(),
              image.updates(),
              null,
              learns ? perplexity : Double.POSITIVE_INFINITY));
      return learns;
    }

    private double perplexity() {
      double loss = 0;
      for (long at = 0; at < windows.samples(); at += EVALUATED) {
        int rows = (int) Math.min(EVALUATED, windows.samples() - at);
        WindowBatch batch = new WindowBatch(WINDOW, new int[rows * WINDOW], new int[rows]);
        windows.readOn(at, batch.contexts(), batch.targets());
        loss += replica.loss(batch);
      }
      return Math.exp(loss / windows.samples());
    }
  }
}
