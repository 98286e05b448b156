package org.tengen.bench.masters;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * A bar in one of four directions somewhere in a noisy image, bright or dark; the class is its
 * direction. A small convolutional network with batch normalisation, Nesterov's momentum, a rate
 * that falls by epoch, and l2.
 */
public final class Bars implements Problem {
  private static final int SIDE = 12;
  private static final int BAR = 5;
  private static final int CLASSES = 4;

  /** Steps of a bar in rows and columns, by class. */
  private static final int[][] STEPS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};

  @Override
  public String name() {
    return "cnn";
  }

  @Override
  public MultiLayerConfiguration network(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Nesterovs(new ExponentialSchedule(ScheduleType.EPOCH, 0.02, 0.85), 0.9))
        .l2(1e-4)
        .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
        .gradientNormalizationThreshold(1)
        .weightInit(WeightInit.RELU)
        .list()
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(8).hasBias(false).build())
        .layer(new BatchNormalization())
        .layer(new ActivationLayer(Activation.RELU))
        .layer(new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build())
        .layer(new ConvolutionLayer.Builder(3, 3).nOut(16).hasBias(false).build())
        .layer(new BatchNormalization())
        .layer(new ActivationLayer(Activation.RELU))
        .layer(new DenseLayer.Builder().nOut(32).activation(Activation.RELU).build())
        .layer(softmax())
        .setInputType(InputType.convolutional(SIDE, SIDE, 1))
        .build();
  }

  @Override
  public MultiLayerConfiguration linear(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Sgd(0.05))
        .list()
        .layer(softmax())
        .setInputType(InputType.convolutional(SIDE, SIDE, 1))
        .build();
  }

  private static OutputLayer softmax() {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nOut(CLASSES)
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.SOFTMAX)
        .build();
  }

  @Override
  public DataSet examples(int count, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] pixels = new float[count][SIDE * SIDE];
    float[][] labels = new float[count][CLASSES];
    for (int i = 0; i < count; i++) {
      int label = random.nextInt(CLASSES);
      draw(pixels[i], STEPS[label], random);
      labels[i][random.nextDouble() < noise ? random.nextInt(CLASSES) : label] = 1;
    }
    INDArray images = Nd4j.createFromArray(pixels).reshape(count, 1, SIDE, SIDE);
    return new DataSet(images, Nd4j.createFromArray(labels));
  }

  private static void draw(float[] pixels, int[] step, SplittableRandom random) {
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (float) (0.3 * random.nextGaussian());
    }
    int row = random.nextInt(SIDE - BAR + 1);
    int column = random.nextInt(SIDE - BAR + 1) + (step[1] < 0 ? BAR - 1 : 0);
    float ink = random.nextBoolean() ? 1 : -1;
    for (int k = 0; k < BAR; k++) {
      pixels[(row + k * step[0]) * SIDE + column + k * step[1]] += ink;
    }
  }
}
