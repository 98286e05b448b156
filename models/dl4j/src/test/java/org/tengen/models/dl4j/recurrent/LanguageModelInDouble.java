package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.tengen.models.NetworkSettings;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.SeriesBatch;

/** The language model's loss in float64, word by word, without dropout and over all words. */
final class LanguageModelInDouble {
  private final NetworkSettings.LanguageModel settings;
  private final RecurrentLayers recurrent;
  private final CellInDouble[] cells;

  LanguageModelInDouble(NetworkSettings.LanguageModel settings) {
    this.settings = settings;
    recurrent = settings.recurrent();
    cells = new CellInDouble[recurrent.layers()];
    for (int layer = 0; layer < cells.length; layer++) {
      cells[layer] =
          new CellInDouble(recurrent.cell(), recurrent.inputs(layer), recurrent.hidden());
    }
  }

  /** States of all zero, [layer][series]. */
  double[][][] zero(int series) {
    double[][][] states = new double[cells.length][series][];
    for (int layer = 0; layer < cells.length; layer++) {
      for (int s = 0; s < series; s++) {
        states[layer][s] = new double[cells[layer].carried()];
      }
    }
    return states;
  }

  /** The summed loss in nats; {@code states} become those behind the batch. */
  double loss(double[] p, SeriesBatch batch, double[][][] states) {
    double loss = 0;
    for (int s = 0; s < batch.series(); s++) {
      if (batch.fresh()[s]) {
        for (double[][] layer : states) {
          layer[s] = new double[layer[s].length];
        }
      }
      for (int at = s; at < batch.words().length; at += batch.series()) {
        double[] top = top(p, batch.words()[at], s, states);
        int target = batch.targets()[at];
        loss += target == SeriesBatch.NOTHING ? 0 : loss(p, top, target);
      }
    }
    return loss;
  }

  private double[] top(double[] p, int word, int series, double[][][] states) {
    int embedding = settings.embedding();
    double[] x = Arrays.copyOfRange(p, word * embedding, (word + 1) * embedding);
    int at = settings.vocabulary() * embedding;
    for (int layer = 0; layer < cells.length; layer++) {
      states[layer][series] = cells[layer].step(p, at, x, states[layer][series]);
      x = Arrays.copyOf(states[layer][series], recurrent.hidden());
      at += (int) recurrent.cell().parameters(recurrent.inputs(layer), recurrent.hidden());
      if (recurrent.normalised()) {
        x = normalised(p, at, x);
        at += 2 * x.length;
      }
    }
    return x;
  }

  static double[] normalised(double[] p, int at, double[] x) {
    double mean = Arrays.stream(x).average().orElseThrow();
    double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = p[at + i] * (x[i] - mean) / Math.sqrt(variance + 1e-5) + p[at + x.length + i];
    }
    return y;
  }

  private double loss(double[] p, double[] top, int target) {
    int behind = settings.vocabulary() * settings.embedding() + (int) recurrent.parameters();
    int weights = settings.tied() ? 0 : behind;
    int bias = settings.tied() ? behind : behind + settings.vocabulary() * top.length;
    double sum = 0;
    double wanted = 0;
    for (int word = 0; word < settings.vocabulary(); word++) {
      double logit = p[bias + word];
      for (int i = 0; i < top.length; i++) {
        logit += p[weights + word * top.length + i] * top[i];
      }
      sum += Math.exp(logit);
      wanted = word == target ? logit : wanted;
    }
    return Math.log(sum) - wanted;
  }
}
