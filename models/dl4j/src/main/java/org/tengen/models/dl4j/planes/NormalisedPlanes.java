package org.tengen.models.dl4j.planes;

import java.nio.FloatBuffer;

/**
 * Batch normalisation of planes (Ioffe and Szegedy 2015), and perhaps a ReLU behind it, on dense
 * memory [samples][filters][points].
 *
 * <p>Sums over a plane are made in eight parts, which the processor adds side by side, and planes
 * are added in double precision: the same bits each time. Holds mean and deviation of the last
 * batch between going forth and going back. Used by one thread.
 */
final class NormalisedPlanes {
  private static final ThreadLocal<float[][]> SCRATCH =
      ThreadLocal.withInitial(() -> new float[2][0]);

  private final Size size;
  private final float epsilon;
  private final boolean relu;
  private final float[] mean;
  private final float[] variance;

  /** One over the root of the variance and epsilon. */
  private final float[] deviation;

  NormalisedPlanes(Size size, float epsilon, boolean relu) {
    this.size = size;
    this.epsilon = epsilon;
    this.relu = relu;
    mean = new float[size.filters];
    variance = new float[size.filters];
    deviation = new float[size.filters];
  }

  /** How many planes there are, and of how many points. */
  record Size(int samples, int filters, int points) {
    int floats() {
      return Math.multiplyExact(Math.multiplyExact(samples, filters), points);
    }
  }

  /** The gradient of scale and shift, each one float a filter. */
  record Slopes(float[] gamma, float[] beta) {}

  boolean fits(int samples, int points) {
    return size.samples == samples && size.points == points;
  }

  /** Takes mean and variance from the batch. */
  void measure(FloatBuffer planes) {
    float[] x = read(planes, 0);
    double count = (double) size.samples * size.points;
    double[] sums = new double[size.filters];
    for (int plane = 0; plane < planes(); plane++) {
      sums[plane % size.filters] += sum(x, plane * size.points);
    }
    for (int filter = 0; filter < size.filters; filter++) {
      mean[filter] = (float) (sums[filter] / count);
      sums[filter] = 0;
    }
    for (int plane = 0; plane < planes(); plane++) {
      int filter = plane % size.filters;
      sums[filter] += squares(x, plane * size.points, mean[filter]);
    }
    for (int filter = 0; filter < size.filters; filter++) {
      variance[filter] = (float) (sums[filter] / count);
    }
    deviate();
  }

  /** Takes mean and variance as given. */
  void take(float[] means, float[] variances) {
    System.arraycopy(means, 0, mean, 0, size.filters);
    System.arraycopy(variances, 0, variance, 0, size.filters);
    deviate();
  }

  private void deviate() {
    for (int filter = 0; filter < size.filters; filter++) {
      deviation[filter] = (float) (1 / Math.sqrt((double) variance[filter] + epsilon));
    }
  }

  /** out = gamma (x - mean) / deviation + beta, and not below zero with a ReLU. */
  void normalise(float[] gamma, float[] beta, FloatBuffer planes, FloatBuffer out) {
    float[] x = read(planes, 0);
    for (int plane = 0; plane < planes(); plane++) {
      int filter = plane % size.filters;
      float factor = gamma[filter] * deviation[filter];
      scale(x, plane * size.points, factor, beta[filter] - mean[filter] * factor);
    }
    out.put(0, x, 0, size.floats());
  }

  private void scale(float[] x, int from, float factor, float addend) {
    int to = from + size.points;
    if (relu) {
      for (int i = from; i < to; i++) {
        x[i] = Math.max(0f, x[i] * factor + addend);
      }
    } else {
      for (int i = from; i < to; i++) {
        x[i] = x[i] * factor + addend;
      }
    }
  }

  /**
   * Goes back through a batch that was {@linkplain #measure measured}.
   *
   * @param planes what was normalised
   * @param slopes the loss's gradient by what was given
   * @param out gets the loss's gradient by {@code planes}
   */
  Slopes back(
      float[] gamma, float[] beta, FloatBuffer planes, FloatBuffer slopes, FloatBuffer out) {
    float[] x = read(planes, 0);
    float[] dy = read(slopes, 1);
    double[][] sums = new double[2][size.filters];
    for (int plane = 0; plane < planes(); plane++) {
      int filter = plane % size.filters;
      int from = plane * size.points;
      if (relu) {
        float factor = gamma[filter] * deviation[filter];
        mask(x, dy, from, factor, beta[filter] - mean[filter] * factor);
      }
      sums[0][filter] += sum(dy, from);
      sums[1][filter] += products(x, dy, from, mean[filter]);
    }
    Slopes result = new Slopes(new float[size.filters], new float[size.filters]);
    for (int filter = 0; filter < size.filters; filter++) {
      result.beta[filter] = (float) sums[0][filter];
      result.gamma[filter] = (float) (sums[1][filter] * deviation[filter]);
    }
    for (int plane = 0; plane < planes(); plane++) {
      backOfPlane(x, dy, plane, gamma, result);
    }
    out.put(0, dy, 0, size.floats());
    return result;
  }

  /** gamma / deviation (dy - mean dy - normalised x mean (dy normalised x)). */
  private void backOfPlane(float[] x, float[] dy, int plane, float[] gamma, Slopes slopes) {
    int filter = plane % size.filters;
    float count = (float) size.samples * size.points;
    float factor = gamma[filter] * deviation[filter];
    float linear = -factor * deviation[filter] * slopes.gamma[filter] / count;
    float constant = -factor * slopes.beta[filter] / count - linear * mean[filter];
    int to = (plane + 1) * size.points;
    for (int i = plane * size.points; i < to; i++) {
      dy[i] = factor * dy[i] + (linear * x[i] + constant);
    }
  }

  /** Old less new running mean, where {@code share} of the new one is the batch's. */
  float[] changeOfMean(float[] running, float share) {
    return change(running, mean, share);
  }

  /** The same for the variance. */
  float[] changeOfVariance(float[] running, float share) {
    return change(running, variance, share);
  }

  private static float[] change(float[] running, float[] batch, float share) {
    float[] change = new float[running.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = share * (running[i] - batch[i]);
    }
    return change;
  }

  private int planes() {
    return size.samples * size.filters;
  }

  /** Copies memory to an array of the thread's. */
  private float[] read(FloatBuffer memory, int which) {
    float[][] scratch = SCRATCH.get();
    if (scratch[which].length < size.floats()) {
      scratch[which] = new float[size.floats()];
    }
    memory.get(0, scratch[which], 0, size.floats());
    return scratch[which];
  }

  private float sum(float[] x, int from) {
    float a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0;
    int to = from + size.points;
    int i = from;
    for (; i + 7 < to; i += 8) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    for (; i < to; i++) {
      a += x[i];
    }
    return ((a + b) + (c + d)) + ((e + f) + (g + h));
  }

  private float squares(float[] x, int from, float middle) {
    float a = 0, b = 0, c = 0, d = 0;
    int to = from + size.points;
    int i = from;
    for (; i + 3 < to; i += 4) {
      float one = x[i] - middle;
      float two = x[i + 1] - middle;
      float three = x[i + 2] - middle;
      float four = x[i + 3] - middle;
      a += one * one;
      b += two * two;
      c += three * three;
      d += four * four;
    }
    for (; i < to; i++) {
      float one = x[i] - middle;
      a += one * one;
    }
    return (a + b) + (c + d);
  }

  private float products(float[] x, float[] dy, int from, float middle) {
    float a = 0, b = 0, c = 0, d = 0;
    int to = from + size.points;
    int i = from;
    for (; i + 3 < to; i += 4) {
      a += (x[i] - middle) * dy[i];
      b += (x[i + 1] - middle) * dy[i + 1];
      c += (x[i + 2] - middle) * dy[i + 2];
      d += (x[i + 3] - middle) * dy[i + 3];
    }
    for (; i < to; i++) {
      a += (x[i] - middle) * dy[i];
    }
    return (a + b) + (c + d);
  }

  /** dy = 0 where the ReLU gave zero; without a branch, as nobody could foresee it. */
  private void mask(float[] x, float[] dy, int from, float factor, float addend) {
    int to = from + size.points;
    for (int i = from; i < to; i++) {
      int below = Float.floatToRawIntBits(x[i] * factor + addend - Float.MIN_VALUE) >> 31;
      dy[i] = Float.intBitsToFloat(Float.floatToRawIntBits(dy[i]) & ~below);
    }
  }
}
