package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016) of rows: each is brought to mean 0 and variance
 * 1, then multiplied by gains and shifted by biases, one of each for a column. Parameters are the
 * gains, then the biases. One thread; the memory is its own.
 */
final class LayerNorm {
  /** Added to the variance, so that a row of equal numbers becomes zeros. */
  private static final double EPSILON = 1e-5;

  private final int width;
  private final float[] gain;
  private final float[] bias;
  private final float[] gainDelta;
  private final float[] biasDelta;
  private final float[] row;
  private int rows;

  /** [rows][width]: the rows before gains and biases. */
  private float[] standard = {};

  /** [rows]: what each was divided by, inverted. */
  private float[] inverse = {};

  private Floats outputs = Floats.allocate(0);
  private Floats deltas = Floats.allocate(0);

  LayerNorm(int width) {
    this.width = width;
    gain = new float[width];
    bias = new float[width];
    gainDelta = new float[width];
    biasDelta = new float[width];
    row = new float[width];
  }

  /** Floats of parameters. */
  int parameters() {
    return 2 * width;
  }

  /** The normalised rows, valid until the next call. */
  Floats forward(Floats parameters, Floats input, int count) {
    resize(count);
    parameters.get(0, gain, 0, width);
    parameters.get(width, bias, 0, width);
    for (int r = 0; r < rows; r++) {
      input.get(r * width, row, 0, width);
      standardise(r);
      for (int i = 0; i < width; i++) {
        row[i] = gain[i] * standard[r * width + i] + bias[i];
      }
      outputs.put(r * width, row, 0, width);
    }
    return outputs;
  }

  private void standardise(int r) {
    double sum = 0;
    for (float value : row) {
      sum += value;
    }
    double mean = sum / width;
    double squares = 0;
    for (float value : row) {
      squares += (value - mean) * (value - mean);
    }
    float factor = (float) (1 / Math.sqrt(squares / width + EPSILON));
    inverse[r] = factor;
    for (int i = 0; i < width; i++) {
      standard[r * width + i] = (row[i] - (float) mean) * factor;
    }
  }

  /**
   * Writes the parameters' gradient and gives that of the last {@code count} rows that went in,
   * valid until the next call.
   *
   * @param outer with regard to the last {@code count} rows that came out
   */
  Floats backward(Floats outer, int count, Floats gradient) {
    Arrays.fill(gainDelta, 0f);
    Arrays.fill(biasDelta, 0f);
    for (int r = 0; r < count; r++) {
      outer.get(r * width, row, 0, width);
      retreat(rows - count + r);
      deltas.put(r * width, row, 0, width);
    }
    gradient.put(0, gainDelta, 0, width);
    gradient.put(width, biasDelta, 0, width);
    return deltas;
  }

  /** Turns {@code row}, the gradient of what came out, into that of what went in as row r. */
  private void retreat(int r) {
    int from = r * width;
    double sum = 0;
    double along = 0;
    for (int i = 0; i < width; i++) {
      float s = standard[from + i];
      biasDelta[i] += row[i];
      gainDelta[i] += row[i] * s;
      row[i] *= gain[i];
      sum += row[i];
      along += row[i] * s;
    }
    float mean = (float) (sum / width);
    float slope = (float) (along / width);
    for (int i = 0; i < width; i++) {
      row[i] = inverse[r] * (row[i] - mean - standard[from + i] * slope);
    }
  }

  private void resize(int count) {
    if (count != rows) {
      free();
      rows = count;
      standard = new float[rows * width];
      inverse = new float[rows];
      outputs = Floats.allocate((long) rows * width);
      deltas = Floats.allocate((long) rows * width);
    }
  }

  /** Gives the memory back. */
  void free() {
    outputs.free();
    deltas.free();
  }
}
