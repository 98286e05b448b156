package org.tengen.bench.masters;

import java.util.SplittableRandom;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * Ten numbers; the class is made of the signs of two products of two of them each. A multilayer
 * perceptron with batches, Adam whose rate is halved every fourth epoch, l2, and clipping by layer.
 */
final class Products implements Problem {
  private static final int FEATURES = 10;
  private static final int CLASSES = 4;
  private static final int HIDDEN = 64;

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public MultiLayerConfiguration network(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Adam(new StepSchedule(ScheduleType.EPOCH, 0.01, 0.5, 4)))
        .l2(1e-4)
        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
        .gradientNormalizationThreshold(1)
        .weightInit(WeightInit.RELU)
        .activation(Activation.RELU)
        .list()
        .layer(new DenseLayer.Builder().nIn(FEATURES).nOut(HIDDEN).build())
        .layer(new DenseLayer.Builder().nIn(HIDDEN).nOut(HIDDEN).build())
        .layer(softmax(HIDDEN))
        .build();
  }

  @Override
  public MultiLayerConfiguration linear(long seed) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(new Sgd(0.1))
        .list()
        .layer(softmax(FEATURES))
        .build();
  }

  private static OutputLayer softmax(int in) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(in)
        .nOut(CLASSES)
        .weightInit(WeightInit.XAVIER)
        .activation(Activation.SOFTMAX)
        .build();
  }

  @Override
  public DataSet examples(int count, double noise, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] features = new float[count][FEATURES];
    float[][] labels = new float[count][CLASSES];
    for (int i = 0; i < count; i++) {
      float[] x = features[i];
      for (int j = 0; j < FEATURES; j++) {
        x[j] = (float) (2 * random.nextDouble() - 1);
      }
      int label = (x[0] * x[1] > 0 ? 1 : 0) + (x[2] * x[3] > 0 ? 2 : 0);
      labels[i][random.nextDouble() < noise ? random.nextInt(CLASSES) : label] = 1;
    }
    return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
  }
}
