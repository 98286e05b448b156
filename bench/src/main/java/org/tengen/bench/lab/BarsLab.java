package org.tengen.bench.lab;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.tengen.bench.masters.Bars;
import org.tengen.corpus.batch.Permutation;
import org.tengen.corpus.seed.Seeds;
import org.tengen.models.Replica;
import org.tengen.models.dl4j.DataSetBatch;
import org.tengen.models.dl4j.NetworkDescription;
import org.tengen.models.dl4j.NetworkReplica;
import org.tengen.ps.image.RunImage;
import org.tengen.worker.BatchSource;
import org.tengen.worker.lab.Lab;
import org.tengen.worker.lab.LabSettings;
import org.tengen.worker.lab.Outcome;
import org.tengen.worker.lab.Watch;

/**
 * Simulated trainings of the network that tells directions of bars; the seed decides examples,
 * weights, order and times. The running variances are in the table as they are, not as logarithms,
 * which could not be negative.
 */
final class BarsLab {
  private static final long TEST_SEED = 1_000_003;
  private static final double NOISE = 0.15;
  private static final int TEST_BATCH = 500;

  private final Setup setup;
  private final long seed;
  private final MultiLayerConfiguration configuration;
  private final List<MultiDataSet> batches = new ArrayList<>();
  private final DataSet held;

  BarsLab(Setup setup, int train, int test, long seed) {
    this.setup = setup;
    this.seed = seed;
    Bars bars = new Bars();
    configuration = bars.network(seed);
    configuration
        .getConfs()
        .forEach(
            conf -> {
              if (conf.getLayer() instanceof BatchNormalization norm) {
                norm.setUseLogStd(false);
              }
            });
    for (DataSet part : bars.examples(train, NOISE, seed).batchBy(setup.batch())) {
      batches.add(part.toMultiDataSet());
    }
    held = bars.examples(test, 0, TEST_SEED + seed);
  }

  Classified train(String strategy, float rate) {
    try (NetworkReplica replica = new NetworkReplica(NetworkDescription.of(configuration, 0))) {
      LabSettings settings = setup.settings(strategy, rate, seed, replica);
      float[] weights = new float[replica.length()];
      replica.parameters().get(0, weights);
      Variances variances = new Variances(weights, replica.statistics());
      Outcome outcome = Lab.train(settings, replica, sources(), weights, variances);
      return new Classified(
          percent(outcome.image().weights()),
          variances.least,
          outcome.statistics().updates(),
          outcome.statistics().staleness().mean());
    }
  }

  /** Every lane has its part of the batches, in another order each round. */
  private List<BatchSource<DataSetBatch>> sources() {
    List<BatchSource<DataSetBatch>> sources = new ArrayList<>();
    int each = batches.size() / setup.workers();
    for (int lane = 0; lane < setup.workers(); lane++) {
      int first = lane * each;
      long order = Seeds.derive(Seeds.derive(seed, "order"), lane);
      sources.add(
          step -> {
            Permutation round = new Permutation(each, Seeds.derive(order, step / each));
            int at = first + Math.toIntExact(round.at(step % each));
            return new DataSetBatch(batches.get(at), Math.toIntExact(step));
          });
    }
    return sources;
  }

  private double percent(float[] table) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration.clone());
    network.init();
    int length = Math.toIntExact(network.numParams());
    float[] weights = new float[length];
    System.arraycopy(table, 0, weights, 0, length);
    network.setParams(Nd4j.createFromArray(weights).reshape(1, length));
    Evaluation evaluation = new Evaluation();
    for (DataSet part : held.batchBy(TEST_BATCH)) {
      evaluation.eval(part.getLabels(), network.output(part.getFeatures()));
    }
    return 100 * evaluation.accuracy();
  }

  /** Looks for the least running variance. */
  private static final class Variances implements Watch {
    private final List<Replica.Span> variances = new ArrayList<>();
    private float least = Float.POSITIVE_INFINITY;

    /** Before the first step means are 0 and variances 1. */
    Variances(float[] weights, List<Replica.Span> statistics) {
      for (Replica.Span span : statistics) {
        if (weights[span.from()] == 1) {
          variances.add(span);
        }
      }
      if (2 * variances.size() != statistics.size()) {
        throw new IllegalStateException(
            statistics + " with " + variances + " at 1: expected a variance for every mean");
      }
    }

    @Override
    public boolean onImage(RunImage image, long nowNs) {
      float[] weights = image.weights();
      for (Replica.Span span : variances) {
        for (int i = span.from(); i < span.to(); i++) {
          least = Math.min(least, weights[i]);
        }
      }
      return true;
    }
  }
}
