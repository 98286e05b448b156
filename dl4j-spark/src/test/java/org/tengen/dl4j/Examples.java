package org.tengen.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Generated examples whose class hangs on the features' products: no line parts them. */
final class Examples {
  static final int FEATURES = 12;
  static final int CLASSES = 4;

  private Examples() {}

  /** {@code count} examples in one set, always the same for a seed. */
  static DataSet flat(int count, long seed) {
    float[][] features = new float[count][FEATURES];
    float[][] labels = new float[count][CLASSES];
    fill(features, labels, new SplittableRandom(seed));
    return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
  }

  /** The same as images of one channel, 6 by 6. */
  static DataSet images(int count, long seed) {
    float[][] features = new float[count][36];
    float[][] labels = new float[count][CLASSES];
    fill(features, labels, new SplittableRandom(seed));
    INDArray images = Nd4j.createFromArray(features).reshape(count, 1, 6, 6);
    return new DataSet(images, Nd4j.createFromArray(labels));
  }

  private static void fill(float[][] features, float[][] labels, SplittableRandom random) {
    for (int i = 0; i < features.length; i++) {
      for (int j = 0; j < features[i].length; j++) {
        features[i][j] = (float) (random.nextDouble() * 2 - 1);
      }
      int first = features[i][0] * features[i][1] > 0 ? 1 : 0;
      int second = features[i][2] * features[i][3] > 0 ? 1 : 0;
      labels[i][2 * first + second] = 1;
    }
  }

  /** Cut into sets of {@code size}. */
  static List<DataSet> batches(DataSet all, int size) {
    return new ArrayList<>(all.batchBy(size));
  }
}
