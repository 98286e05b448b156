package org.tengen.models.dl4j.exercise;

import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.tengen.models.dl4j.DataSetBatch;

/**
 * A recurrent network says the next value of a sine with noise, whose period is 50 values and whose
 * phase it has to find out. Left to itself it goes on from its own values.
 *
 * @param cell of its one recurrent layer
 * @param seed of its first weights
 */
public record SinePrediction(Cell cell, long seed) implements Exercise {
  /** Values that the network is given before it goes on by itself. */
  public static final int GIVEN = 50;

  private static final double PERIOD = 50;
  private static final double NOISE = 0.05;
  private static final int STEPS = 75;
  private static final int HIDDEN = 20;
  private static final int BATCH = 16;
  private static final int MEASURED = 64;
  private static final long MEASURED_SEED = 77;

  /** Kinds of layers that Deeplearning4j has. */
  public enum Cell {
    /** Elman's network. */
    RNN,
    /** Long short-term memory. */
    LSTM
  }

  /** Both kinds of layers. */
  public static List<SinePrediction> all(long seed) {
    return List.of(new SinePrediction(Cell.RNN, seed), new SinePrediction(Cell.LSTM, seed));
  }

  @Override
  public String name() {
    return cell == Cell.RNN ? "rnn" : "lstm";
  }

  @Override
  public MultiLayerConfiguration network() {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.FLOAT)
        .updater(new NoOp())
        .weightInit(WeightInit.XAVIER)
        .list(
            recurrent(),
            new RnnOutputLayer.Builder(LossFunction.MSE)
                .nIn(HIDDEN)
                .nOut(1)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  private Layer recurrent() {
    return cell == Cell.RNN
        ? new SimpleRnn.Builder().nIn(1).nOut(HIDDEN).activation(Activation.TANH).build()
        : new LSTM.Builder().nIn(1).nOut(HIDDEN).activation(Activation.TANH).build();
  }

  @Override
  public DataSetBatch examples(long exampleSeed) {
    return examples(exampleSeed, BATCH);
  }

  private static DataSetBatch examples(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][][] seen = new float[count][1][STEPS];
    float[][][] next = new float[count][1][STEPS];
    for (int i = 0; i < count; i++) {
      float[] wave = wave(random, STEPS + 1);
      System.arraycopy(wave, 0, seen[i][0], 0, STEPS);
      System.arraycopy(wave, 1, next[i][0], 0, STEPS);
    }
    return new DataSetBatch(
        new MultiDataSet(Nd4j.createFromArray(seen), Nd4j.createFromArray(next)), 0);
  }

  private static float[] wave(SplittableRandom random, int values) {
    double phase = random.nextDouble() * PERIOD;
    float[] wave = new float[values];
    for (int i = 0; i < values; i++) {
      double noise = NOISE * (2 * random.nextDouble() - 1);
      wave[i] = (float) (Math.sin(2 * Math.PI * (phase + i) / PERIOD) + noise);
    }
    return wave;
  }

  /**
   * The mean squared error of the next value, after the first 25: the noise alone makes 0.05^2 / 3.
   */
  @Override
  public double measure(float[] weights) {
    MultiDataSet fresh = (MultiDataSet) examples(MEASURED_SEED, MEASURED).set();
    INDArray said = trained(weights).output(fresh.getFeatures(0));
    INDArray right = fresh.getLabels(0);
    int from = STEPS / 3;
    double sum = 0;
    for (int i = 0; i < MEASURED; i++) {
      for (int step = from; step < STEPS; step++) {
        double off = said.getDouble(i, 0, step) - right.getDouble(i, 0, step);
        sum += off * off;
      }
    }
    return sum / (MEASURED * (STEPS - from));
  }

  /** The sine itself from where {@link #goOn} begins, without noise. */
  public static double[] sine(int values) {
    double[] sine = new double[values];
    for (int i = 0; i < values; i++) {
      sine[i] = Math.sin(2 * Math.PI * i / PERIOD);
    }
    return sine;
  }

  /**
   * What the network says for each value of the sine: of the first {@link #GIVEN} it is given the
   * one before, from then on its own.
   */
  public double[] goOn(float[] weights, int values) {
    MultiLayerNetwork network = trained(weights);
    double[] sine = sine(values);
    double[] said = new double[values];
    double seen = sine[0];
    said[0] = seen;
    for (int i = 1; i < values; i++) {
      INDArray input = Nd4j.createFromArray(new float[][][] {{{(float) seen}}});
      said[i] = network.rnnTimeStep(input).getDouble(0);
      seen = i < GIVEN ? sine[i] : said[i];
    }
    return said;
  }
}
