package org.tengen.models.dl4j.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
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
 * Eight layers of rectified linear units learn which of four corners a point is nearest to, from
 * first weights of different widths: with too small ones nothing arrives at the last layer, with
 * too large ones too much (Glorot and Bengio 2010; He et al. 2015).
 *
 * @param weights how they begin
 * @param seed of them
 */
public record FirstWeights(Weights weights, long seed) implements Exercise {
  private static final int INPUTS = 16;
  private static final int UNITS = 64;
  private static final int LAYERS = 8;
  private static final int CLASSES = 4;
  private static final int BATCH = 32;
  private static final int MEASURED = 1_000;
  private static final long CORNERS_SEED = 5;
  private static final long MEASURED_SEED = 77;

  /** How weights begin. */
  public enum Weights {
    /** Normal, of standard deviation 0.01. */
    SMALL("normal 0.01"),
    /** Normal, of standard deviation 1. */
    LARGE("normal 1"),
    /** Normal, of variance 2 / (inputs + outputs). */
    XAVIER("xavier"),
    /** Normal, of variance 2 / inputs. */
    HE("he");

    private final String label;

    Weights(String label) {
      this.label = label;
    }
  }

  /** All kinds of first weights. */
  public static List<FirstWeights> all(long seed) {
    List<FirstWeights> all = new ArrayList<>();
    for (Weights weights : Weights.values()) {
      all.add(new FirstWeights(weights, seed));
    }
    return all;
  }

  @Override
  public String name() {
    return weights.label;
  }

  @Override
  public MultiLayerConfiguration network() {
    NeuralNetConfiguration.ListBuilder layers =
        builder().seed(seed).dataType(DataType.FLOAT).updater(new NoOp()).list();
    for (int layer = 0; layer < LAYERS; layer++) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(layer == 0 ? INPUTS : UNITS)
              .nOut(UNITS)
              .activation(Activation.RELU)
              .build());
    }
    return layers
        .layer(
            new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(UNITS)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  private NeuralNetConfiguration.Builder builder() {
    NeuralNetConfiguration.Builder builder = new NeuralNetConfiguration.Builder();
    return switch (weights) {
      case SMALL -> builder.weightInit(new NormalDistribution(0, 0.01));
      case LARGE -> builder.weightInit(new NormalDistribution(0, 1));
      case XAVIER -> builder.weightInit(WeightInit.XAVIER);
      case HE -> builder.weightInit(WeightInit.RELU);
    };
  }

  @Override
  public DataSetBatch examples(long exampleSeed) {
    return new DataSetBatch(examples(exampleSeed, BATCH), 0);
  }

  private static MultiDataSet examples(long seed, int count) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] corners = corners();
    float[][] points = new float[count][INPUTS];
    float[][] classes = new float[count][CLASSES];
    for (int i = 0; i < count; i++) {
      for (int at = 0; at < INPUTS; at++) {
        points[i][at] = (float) normal(random);
      }
      classes[i][nearest(corners, points[i])] = 1;
    }
    return new MultiDataSet(Nd4j.createFromArray(points), Nd4j.createFromArray(classes));
  }

  private static float[][] corners() {
    SplittableRandom random = new SplittableRandom(CORNERS_SEED);
    float[][] corners = new float[CLASSES][INPUTS];
    for (float[] corner : corners) {
      for (int at = 0; at < INPUTS; at++) {
        corner[at] = random.nextInt(2) * 2 - 1;
      }
    }
    return corners;
  }

  private static int nearest(float[][] corners, float[] point) {
    int nearest = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int corner = 0; corner < corners.length; corner++) {
      double distance = 0;
      for (int at = 0; at < point.length; at++) {
        double off = corners[corner][at] - point[at];
        distance += off * off;
      }
      if (distance < least) {
        least = distance;
        nearest = corner;
      }
    }
    return nearest;
  }

  /** Box and Muller (1958). */
  private static double normal(SplittableRandom random) {
    double radius = Math.sqrt(-2 * Math.log(1 - random.nextDouble()));
    return radius * Math.cos(2 * Math.PI * random.nextDouble());
  }

  /** The share of fresh points whose corner is right. */
  @Override
  public double measure(float[] flat) {
    MultiDataSet fresh = examples(MEASURED_SEED, MEASURED);
    INDArray said = trained(flat).output(fresh.getFeatures(0)).argMax(1);
    INDArray right = fresh.getLabels(0).argMax(1);
    int count = 0;
    for (int i = 0; i < MEASURED; i++) {
      count += said.getInt(i) == right.getInt(i) ? 1 : 0;
    }
    return (double) count / MEASURED;
  }

  /** The standard deviation of each hidden layer's outputs on fresh points, the lowest first. */
  public double[] spreads(float[] flat) {
    List<INDArray> outputs =
        trained(flat).feedForward(examples(MEASURED_SEED, MEASURED).getFeatures(0));
    double[] spreads = new double[LAYERS];
    for (int layer = 0; layer < LAYERS; layer++) {
      spreads[layer] = outputs.get(layer + 1).stdNumber().doubleValue();
    }
    return spreads;
  }
}
