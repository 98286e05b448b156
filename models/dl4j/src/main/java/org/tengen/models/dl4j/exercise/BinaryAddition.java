package org.tengen.models.dl4j.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.tengen.models.dl4j.DataSetBatch;
import org.tengen.models.dl4j.floats.SplitMix;

/**
 * A recurrent network adds two binary numbers: it sees a bit of each at a time step, the least
 * significant first, and says the sum's. What it has to carry is one bit.
 *
 * <p>Every tenth pair of numbers, told by a hash, is held out.
 *
 * @param units of its one recurrent layer
 * @param seed of its first weights
 */
public record BinaryAddition(Units units, long seed) implements Exercise {
  private static final int BITS = 8;

  /** One more than the numbers': the sum's. */
  private static final int STEPS = BITS + 1;

  private static final int NUMBERS = 1 << BITS;
  private static final int HIDDEN = 16;
  private static final int BATCH = 32;
  private static final int HELD_OUT = 10;
  private static final int MEASURED = 1_000;

  /** What the recurrent layer's units do with their sum. */
  public enum Units {
    /** 1 / (1 + e^-x). */
    SIGMOID,
    /** max(0, x). */
    RELU
  }

  /** Both kinds of units. */
  public static List<BinaryAddition> all(long seed) {
    return List.of(new BinaryAddition(Units.SIGMOID, seed), new BinaryAddition(Units.RELU, seed));
  }

  @Override
  public String name() {
    return units == Units.SIGMOID ? "sigmoid" : "relu";
  }

  @Override
  public MultiLayerConfiguration network() {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .dataType(DataType.FLOAT)
        .updater(new NoOp())
        .weightInit(WeightInit.XAVIER)
        .list(
            new SimpleRnn.Builder()
                .nIn(2)
                .nOut(HIDDEN)
                .activation(units == Units.SIGMOID ? Activation.SIGMOID : Activation.RELU)
                .build(),
            new RnnOutputLayer.Builder(LossFunction.XENT)
                .nIn(HIDDEN)
                .nOut(1)
                .activation(Activation.SIGMOID)
                .build())
        .build();
  }

  /** A pair of numbers, each below 2^8. */
  private record Pair(int a, int b) {
    boolean heldOut() {
      long hash = new SplitMix((long) a * NUMBERS + b).next();
      return Long.remainderUnsigned(hash, HELD_OUT) == 0;
    }
  }

  @Override
  public DataSetBatch examples(long exampleSeed) {
    SplittableRandom random = new SplittableRandom(exampleSeed);
    List<Pair> pairs = new ArrayList<>();
    while (pairs.size() < BATCH) {
      Pair pair = new Pair(random.nextInt(NUMBERS), random.nextInt(NUMBERS));
      if (!pair.heldOut()) {
        pairs.add(pair);
      }
    }
    return new DataSetBatch(new MultiDataSet(inputs(pairs), sums(pairs)), 0);
  }

  /** [pair][2][step]. */
  private static INDArray inputs(List<Pair> pairs) {
    float[][][] bits = new float[pairs.size()][2][STEPS];
    for (int i = 0; i < pairs.size(); i++) {
      for (int step = 0; step < STEPS; step++) {
        bits[i][0][step] = pairs.get(i).a() >> step & 1;
        bits[i][1][step] = pairs.get(i).b() >> step & 1;
      }
    }
    return Nd4j.createFromArray(bits);
  }

  /** [pair][1][step]. */
  private static INDArray sums(List<Pair> pairs) {
    float[][][] bits = new float[pairs.size()][1][STEPS];
    for (int i = 0; i < pairs.size(); i++) {
      int sum = pairs.get(i).a() + pairs.get(i).b();
      for (int step = 0; step < STEPS; step++) {
        bits[i][0][step] = sum >> step & 1;
      }
    }
    return Nd4j.createFromArray(bits);
  }

  /** The share of held-out sums of which every bit is right. */
  @Override
  public double measure(float[] weights) {
    List<Pair> pairs = heldOut();
    INDArray said = trained(weights).output(inputs(pairs));
    int right = 0;
    for (int i = 0; i < pairs.size(); i++) {
      int sum = 0;
      for (int step = 0; step < STEPS; step++) {
        sum |= said.getFloat(i, 0, step) > 0.5f ? 1 << step : 0;
      }
      right += sum == pairs.get(i).a() + pairs.get(i).b() ? 1 : 0;
    }
    return (double) right / pairs.size();
  }

  private static List<Pair> heldOut() {
    List<Pair> pairs = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(1);
    while (pairs.size() < MEASURED) {
      Pair pair = new Pair(random.nextInt(NUMBERS), random.nextInt(NUMBERS));
      if (pair.heldOut()) {
        pairs.add(pair);
      }
    }
    return pairs;
  }
}
