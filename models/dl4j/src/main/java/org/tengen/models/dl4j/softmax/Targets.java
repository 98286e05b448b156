package org.tengen.models.dl4j.softmax;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Objects;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What each row of a softmax layer should have said: a class number, or a probability a class, and
 * how much the row counts.
 *
 * <p>Rows are examples, or examples by time steps, the time step changing fastest.
 */
public final class Targets {
  private final int classes;
  private final int @Nullable [] ids;
  private final @Nullable INDArray distributions;
  private final float @Nullable [] weights;

  private Targets(
      int classes,
      int @Nullable [] ids,
      @Nullable INDArray distributions,
      float @Nullable [] weights) {
    this.classes = classes;
    this.ids = ids;
    this.distributions = distributions;
    this.weights = weights;
  }

  /**
   * Reads labels and mask as the layer was given them.
   *
   * @param time time steps, 0 when the layer's input has none
   */
  public static Targets read(
      INDArray labels,
      @Nullable INDArray mask,
      int examples,
      int time,
      int classes,
      RNNFormat format) {
    int rows = examples * Math.max(1, time);
    float[] weights = mask == null ? null : weights(mask, rows);
    if (labels.length() == rows) {
      return new Targets(classes, ids(labels, classes), null, weights);
    }
    boolean fits = labels.length() == (long) rows * classes && labels.rank() == (time == 0 ? 2 : 3);
    if (!fits || labels.size(classDimension(labels, format)) != classes) {
      throw new IllegalArgumentException(
          "labels "
              + Arrays.toString(labels.shape())
              + ": expected a class number or "
              + classes
              + " probabilities for each of "
              + rows
              + " rows");
    }
    boolean byTime = time > 0 && format == RNNFormat.NCW;
    INDArray ordered = byTime ? labels.permute(0, 2, 1) : labels;
    return new Targets(classes, null, ordered.dup('c').reshape('c', rows, classes), weights);
  }

  /** Class numbers, all counting the same; the array is used, not copied. */
  public static Targets of(int[] ids, int classes) {
    for (int id : ids) {
      requireClass(id, classes);
    }
    return new Targets(classes, ids, null, null);
  }

  /**
   * Class numbers, of which {@code nothing} asks for none; the array is used, not copied.
   *
   * @param nothing no class's number
   */
  public static Targets of(int[] ids, int nothing, int classes) {
    float[] weights = new float[ids.length];
    boolean all = true;
    for (int row = 0; row < ids.length; row++) {
      boolean asks = ids[row] != nothing;
      if (asks) {
        requireClass(ids[row], classes);
      }
      weights[row] = asks ? 1f : 0f;
      all &= asks;
    }
    return new Targets(classes, ids, null, all ? null : weights);
  }

  private static void requireClass(int id, int classes) {
    if (id < 0 || id >= classes) {
      throw new IllegalArgumentException(outOfRange(Integer.toString(id), classes));
    }
  }

  private static String outOfRange(String id, int classes) {
    return "label " + id + ": expected a class number from 0 to " + (classes - 1);
  }

  private static int classDimension(INDArray labels, RNNFormat format) {
    return labels.rank() == 3 && format == RNNFormat.NWC ? 2 : 1;
  }

  private static float[] weights(INDArray mask, int rows) {
    if (mask.length() != rows) {
      throw new IllegalArgumentException(
          "label mask "
              + Arrays.toString(mask.shape())
              + ": expected one weight for each of "
              + rows
              + " rows; a mask for single outputs has no meaning under softmax");
    }
    return floats(mask);
  }

  private static int[] ids(INDArray labels, int classes) {
    float[] values = floats(labels);
    int[] ids = new int[values.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = (int) values[i];
      if (ids[i] < 0 || ids[i] >= classes || ids[i] != values[i]) {
        throw new IllegalArgumentException(outOfRange(Float.toString(values[i]), classes));
      }
    }
    return ids;
  }

  /** The elements, last dimension fastest. A dimension of 1 does not change the order. */
  private static float[] floats(INDArray array) {
    return array.dup('c').data().asFloat();
  }

  /** How much row {@code row} counts; 0 leaves it out. */
  public float weight(int row) {
    return weights == null ? 1f : weights[row];
  }

  /** The row's class, or -1 when it has probabilities instead. */
  public int id(int row) {
    return ids == null ? -1 : ids[row];
  }

  /** Copies the row's probabilities; only for a row that has them. */
  public void distribution(int row, float[] into) {
    if (distributions == null) {
      throw new IllegalStateException("row " + row + " has a class, not probabilities");
    }
    try {
      distributions.data().asNioFloat().get(row * classes, into, 0, classes);
    } finally {
      Reference.reachabilityFence(distributions);
    }
  }

  /** All rows as probabilities, [rows][classes], in {@code type}. */
  public INDArray dense(DataType type) {
    if (distributions != null) {
      return distributions.castTo(type);
    }
    int[] classOf = Objects.requireNonNull(ids);
    INDArray dense = Nd4j.zeros(type, classOf.length, classes);
    for (int row = 0; row < classOf.length; row++) {
      dense.putScalar(row, classOf[row], 1);
    }
    return dense;
  }

  /** The rows' weights as a column in {@code type}, or null when all are 1. */
  public @Nullable INDArray column(DataType type) {
    return weights == null
        ? null
        : Nd4j.createFromArray(weights).reshape(weights.length, 1).castTo(type);
  }
}
