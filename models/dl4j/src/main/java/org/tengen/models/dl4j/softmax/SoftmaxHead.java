package org.tengen.models.dl4j.softmax;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;

/**
 * Softmax over a dense layer's outputs and its cross-entropy, in chunks of rows, in float32.
 *
 * <p>One matrix product makes a chunk's logits, each row of which is turned into its gradient while
 * it is in the cache; two more products make the gradients of the weights and the inputs. No more
 * logits than a chunk's are in memory at once. Used by one thread; the same numbers give the same
 * bits.
 */
public final class SoftmaxHead {
  /** Bytes of logits at a time: some of the last-level cache, and rows enough for the products. */
  private static final int CHUNK_BYTES = 8 << 20;

  private static final int LEAST_ROWS = 32;
  private static final int BLOCK = 1024;

  private final FloatMath math;
  private final int inputs;
  private final int classes;
  private final int chunkBytes;
  private final float[] row;
  private final float[] wanted;
  private final float[] bias;
  private final float[] biasGradient;
  private final float[] partial = new float[BLOCK];
  private float rowSum;

  /** A head whose logits take little memory. */
  public SoftmaxHead(FloatMath math, int inputs, int classes) {
    this(math, inputs, classes, CHUNK_BYTES);
  }

  /**
   * A head.
   *
   * @param chunkBytes of logits at a time, about: products of more rows are quicker
   */
  public SoftmaxHead(FloatMath math, int inputs, int classes, int chunkBytes) {
    this.chunkBytes = chunkBytes;
    this.math = math;
    this.inputs = inputs;
    this.classes = classes;
    row = new float[classes];
    wanted = new float[classes];
    bias = new float[classes];
    biasGradient = new float[classes];
  }

  /** Rows computed at a time, of {@code rows}. The caller's scratch holds their logits. */
  public static int chunk(int rows, int classes) {
    return chunk(rows, classes, CHUNK_BYTES);
  }

  /** The same, of a head with so many bytes of logits. */
  public static int chunk(int rows, int classes, int chunkBytes) {
    return Math.min(rows, Math.max(LEAST_ROWS, chunkBytes / Float.BYTES / classes));
  }

  /**
   * The layer's parameters, or their gradients.
   *
   * @param weights [classes][inputs]
   * @param bias [classes], or null
   */
  public record Parameters(FloatPointer weights, @Nullable FloatBuffer bias) {}

  /**
   * Rows that go in, and the gradient with regard to them.
   *
   * @param values [count][inputs]
   * @param gradient the same, written
   * @param scratch room for {@link #chunk} rows of {@code classes}
   */
  public record Rows(int count, FloatPointer values, FloatPointer gradient, FloatPointer scratch) {}

  /** Writes all gradients and returns the summed loss in nats. */
  public double gradient(Rows rows, Parameters parameters, Parameters gradients, Targets targets) {
    load(parameters.bias());
    Arrays.fill(biasGradient, 0f);
    int chunk = chunk(rows.count(), classes, chunkBytes);
    double loss = 0;
    for (int first = 0; first < rows.count(); first += chunk) {
      int count = Math.min(chunk, rows.count() - first);
      FloatPointer values = Blas.at(rows.values(), (long) first * inputs);
      FloatPointer logits = rows.scratch();
      Blas.multiplyByTransposed(count, classes, inputs, values, parameters.weights(), 0f, logits);
      FloatBuffer buffer = buffer(logits, count);
      for (int i = 0; i < count; i++) {
        loss += gradientRow(buffer, i, targets, first + i);
      }
      FloatPointer back = Blas.at(rows.gradient(), (long) first * inputs);
      Blas.multiply(count, inputs, classes, logits, parameters.weights(), 0f, back);
      float beta = first == 0 ? 0f : 1f;
      Blas.multiplyTransposed(classes, inputs, count, logits, values, beta, gradients.weights());
    }
    if (gradients.bias() != null) {
      gradients.bias().put(0, biasGradient);
    }
    return loss;
  }

  /** The summed loss in nats alone. */
  public double loss(Rows rows, Parameters parameters, Targets targets) {
    load(parameters.bias());
    int chunk = chunk(rows.count(), classes, chunkBytes);
    double loss = 0;
    for (int first = 0; first < rows.count(); first += chunk) {
      int count = Math.min(chunk, rows.count() - first);
      FloatBuffer buffer = logits(rows, parameters, first, count);
      for (int i = 0; i < count; i++) {
        buffer.get(i * classes, row);
        if (targets.weight(first + i) != 0f) {
          loss += lossOfRow(targets, first + i);
        }
      }
    }
    return loss;
  }

  /** Writes every row's class probabilities into {@code into}, [count][classes]. */
  public void probabilities(Rows rows, Parameters parameters, FloatBuffer into) {
    load(parameters.bias());
    int chunk = chunk(rows.count(), classes, chunkBytes);
    for (int first = 0; first < rows.count(); first += chunk) {
      int count = Math.min(chunk, rows.count() - first);
      FloatBuffer buffer = logits(rows, parameters, first, count);
      for (int i = 0; i < count; i++) {
        buffer.get(i * classes, row);
        float largest = math.addAndMax(row, 0, classes, bias);
        math.exp(row, 0, classes, largest);
        scale(1f / sum());
        into.put((first + i) * classes, row);
      }
    }
  }

  private FloatBuffer logits(Rows rows, Parameters parameters, int first, int count) {
    FloatPointer values = Blas.at(rows.values(), (long) first * inputs);
    FloatPointer logits = rows.scratch();
    Blas.multiplyByTransposed(count, classes, inputs, values, parameters.weights(), 0f, logits);
    return buffer(logits, count);
  }

  private FloatBuffer buffer(FloatPointer logits, int count) {
    return new FloatPointer(logits).capacity((long) count * classes).asBuffer();
  }

  private void load(@Nullable FloatBuffer from) {
    if (from == null) {
      Arrays.fill(bias, 0f);
    } else {
      from.get(0, bias);
    }
  }

  /** Turns one row of logits into its gradient, in place, and returns the row's loss. */
  private double gradientRow(FloatBuffer logits, int at, Targets targets, int sample) {
    float weight = targets.weight(sample);
    if (weight == 0f) {
      Arrays.fill(row, 0f);
      logits.put(at * classes, row);
      return 0;
    }
    logits.get(at * classes, row);
    double loss = lossOfRow(targets, sample);
    int id = targets.id(sample);
    float inverse = 1f / rowSum;
    if (id >= 0) {
      subtractTarget(inverse * weight, id, weight);
    } else {
      blend(inverse * (float) total(wanted), weight);
      for (int i = 0; i < classes; i++) {
        biasGradient[i] += row[i];
      }
    }
    logits.put(at * classes, row);
    return loss;
  }

  /**
   * Scales the row, takes the target's weight off, and adds it to the biases' gradient, at once.
   */
  private void subtractTarget(float factor, int id, float weight) {
    float before = biasGradient[id];
    for (int i = 0; i < classes; i++) {
      float scaled = row[i] * factor;
      row[i] = scaled;
      biasGradient[i] += scaled;
    }
    row[id] -= weight;
    biasGradient[id] = before + row[id];
  }

  /** The loss of the logits in {@code row}, which become exponentials with the sum rowSum. */
  private double lossOfRow(Targets targets, int sample) {
    float largest = math.addAndMax(row, 0, classes, bias);
    int id = targets.id(sample);
    double logit;
    double mass;
    if (id >= 0) {
      logit = row[id];
      mass = 1;
    } else {
      targets.distribution(sample, wanted);
      logit = 0;
      for (int i = 0; i < classes; i++) {
        logit += (double) wanted[i] * row[i];
      }
      mass = total(wanted);
    }
    math.exp(row, 0, classes, largest);
    rowSum = sum();
    return targets.weight(sample) * (mass * (largest + Math.log(rowSum)) - logit);
  }

  private static double total(float[] values) {
    double total = 0;
    for (float value : values) {
      total += value;
    }
    return total;
  }

  private void scale(float factor) {
    for (int i = 0; i < classes; i++) {
      row[i] *= factor;
    }
  }

  private void blend(float factor, float weight) {
    for (int i = 0; i < classes; i++) {
      row[i] = weight * (row[i] * factor - wanted[i]);
    }
  }

  /** The row's sum: by blocks, then by halves, in an order that no vector width changes. */
  private float sum() {
    Arrays.fill(partial, 0f);
    for (int start = 0; start < classes; start += BLOCK) {
      int count = Math.min(BLOCK, classes - start);
      for (int i = 0; i < count; i++) {
        partial[i] += row[start + i];
      }
    }
    for (int half = BLOCK / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        partial[i] += partial[half + i];
      }
    }
    return partial[0];
  }
}
