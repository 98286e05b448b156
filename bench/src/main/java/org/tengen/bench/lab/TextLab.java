package org.tengen.bench.lab;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tengen.corpus.Corpora;
import org.tengen.corpus.encode.EncodedCorpus;
import org.tengen.corpus.encode.Recipe;
import org.tengen.corpus.partition.PartitionFile;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.vocabulary.WordTokenizer;
import org.tengen.driver.network.SizedNetwork;
import org.tengen.driver.network.TextNetwork;
import org.tengen.models.Batch;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.ps.image.RunImage;
import org.tengen.web.report.StrategyRun.CurvePoint;
import org.tengen.worker.BatchSource;
import org.tengen.worker.lab.Lab;
import org.tengen.worker.lab.LabSettings;
import org.tengen.worker.lab.Outcome;
import org.tengen.worker.lab.Watch;

/**
 * Simulated trainings of networks on WordNet's glosses; the seed decides split, partitions, weights
 * and times. Used by any number of threads.
 */
final class TextLab {
  /** Ids at the most, the special ones included. */
  static final int VOCABULARY = 5_000;

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
  TextLab(Setup setup, double validation, long seed, Path folder) throws IOException {
    this.setup = setup;
    this.seed = seed;
    Split split = new Split(seed, validation, setup.workers());
    Recipe recipe = new Recipe(new WordTokenizer(), 2, VOCABULARY, split);
    this.text = EncodedCorpus.encode(Corpora.local("wordnet31"), recipe, folder);
  }

  /** The text, encoded and dealt out. */
  EncodedCorpus text() {
    return text;
  }

  /**
   * Trains once.
   *
   * @param label what the training is called; the strategy's name, or another
   */
  Trained train(String label, String strategy, float rate, TextNetwork network) {
    return train(new Cell(label, rate, seed), strategy, network.sized(words(), seed));
  }

  /** Words of the vocabulary. */
  int words() {
    return text.vocabulary().size();
  }

  private <B extends Batch> Trained train(Cell cell, String strategy, SizedNetwork<B> network) {
    long cpuNs = cpuNs();
    try (Replica<B> replica = network.replica(Engine.load())) {
      LabSettings settings = setup.settings(strategy, cell.rate(), seed, replica);
      float[] weights = new float[replica.length()];
      replica.parameters().get(0, weights);
      Curve<B> curve = new Curve<>(replica, network);
      Outcome outcome = Lab.train(settings, replica, batches(network), weights, curve);
      double last = curve.points.get(curve.points.size() - 1).validationPerplexity();
      return new Trained(
          cell,
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

  /** What each lane reads. */
  <B extends Batch> List<BatchSource<B>> batches(SizedNetwork<B> network) {
    List<BatchSource<B>> sources = new ArrayList<>();
    for (PartitionFile lane : text.lanes()) {
      sources.add(network.batches(lane, setup.batch(), seed, sources.size()));
    }
    return sources;
  }

  /**
   * Looks at the perplexity on the validation split, with the lanes' own replica. Ends a training
   * that is worse than knowing nothing, or whose weights are no numbers any more.
   */
  private final class Curve<B extends Batch> implements Watch {
    private final Replica<B> replica;
    private final SizedNetwork<B> network;
    private final List<CurvePoint> points = new ArrayList<>();

    Curve(Replica<B> replica, SizedNetwork<B> network) {
      this.replica = replica;
      this.network = network;
    }

    @Override
    public boolean onImage(RunImage image, long nowNs) {
      replica.parameters().put(0, image.weights(), 0, replica.length());
      double perplexity =
          Math.exp(network.loss(replica, text.validation()) / text.validation().size());
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
  }
}
