package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/**
 * The gated recurrent unit (Cho et al. 2014) in the form of cuDNN and PyTorch, which applies the
 * reset gate behind the recurrent product, so that one product serves all gates of a time step.
 *
 * <p>Three blocks of a row: reset gate r, update gate z, candidate n = tanh(W x + b + r q) where q
 * = R h' + b'. h = n + z (h' - n). The biases b' of the candidate's recurrent sums lie behind the
 * others: four blocks of biases in all. Carried is h.
 */
final class GruCell implements RecurrentCell {
  private final FloatMath math;
  private final int hidden;
  private final int width;

  /** Its sums are W x, then, going back, the gradients of the sums with it; its product is R h'. */
  private final GatedSeries series;

  /** [time][batch][3 hidden]: going back, the gradients of the recurrent sums. */
  private Floats recurrentSums = Floats.allocate(0);

  /** [time][batch][hidden]: q. */
  private float[] inner = {};

  /** [time + 1][batch][hidden]: the outputs, behind those that the first step begins with. */
  private float[] values = {};

  private float[] product = {};

  private final float[] row;
  private final float[] recurrentRow;
  private final float[] bias;

  GruCell(FloatMath math, int inputs, int hidden) {
    this.math = math;
    this.hidden = hidden;
    width = 3 * hidden;
    series = new GatedSeries(inputs, hidden, width, width);
    row = new float[width];
    recurrentRow = new float[width];
    bias = new float[4 * hidden];
  }

  @Override
  public int parameters() {
    return series.biasAt() + bias.length;
  }

  @Override
  public int carried() {
    return hidden;
  }

  private int block() {
    return series.block();
  }

  @Override
  public Floats forward(
      Floats parameters, Floats input, int batch, int time, float @Nullable [] state) {
    resize(batch, time);
    begin(state);
    series.look(parameters, input);
    parameters.get(series.biasAt(), bias, 0, bias.length);
    Outputs outputs = series.outputs();
    for (int step = 0; step < time; step++) {
      recur(parameters, step);
      series.sums().get(step * batch * width, series.gates(), step * batch * width, batch * width);
      for (int r = 0; r < batch; r++) {
        int at = step * batch + r;
        advance(at * width, at * hidden, r * width);
      }
      outputs.put(step, values, (step + 1) * block());
    }
    if (state != null) {
      outputs.end(state);
    }
    return outputs.series();
  }

  private void begin(float @Nullable [] state) {
    series.outputs().begin(state);
    if (state == null) {
      Arrays.fill(values, 0, block(), 0f);
    } else {
      System.arraycopy(state, 0, values, 0, block());
    }
  }

  /** The step's R h', into {@code product}. */
  private void recur(Floats parameters, int step) {
    if (step < series.outputs().first()) {
      Arrays.fill(product, 0f);
      return;
    }
    Blas.multiplyByTransposed(
        series.batch(),
        width,
        hidden,
        series.outputs().before(step),
        Blas.at(parameters.pointer(), series.recurrentAt()),
        0f,
        series.product().pointer());
    series.product().get(0, product, 0, product.length);
  }

  /** One row's gates and new output; {@code before} is its old one's position. */
  private void advance(int gate, int before, int from) {
    float[] gates = series.gates();
    int candidate = gate + 2 * hidden;
    for (int i = 0; i < 2 * hidden; i++) {
      gates[gate + i] += bias[i] + product[from + i];
    }
    math.sigmoid(gates, gate, candidate);
    for (int i = 0; i < hidden; i++) {
      inner[before + i] = product[from + 2 * hidden + i] + bias[3 * hidden + i];
    }
    for (int i = 0; i < hidden; i++) {
      gates[candidate + i] += bias[2 * hidden + i] + gates[gate + i] * inner[before + i];
    }
    math.tanh(gates, candidate, candidate + hidden);
    int next = before + block();
    for (int i = 0; i < hidden; i++) {
      float n = gates[candidate + i];
      values[next + i] = n + gates[gate + hidden + i] * (values[before + i] - n);
    }
  }

  @Override
  public void backward(
      Floats parameters, Floats input, Floats outer, int steps, Floats gradient, Floats back) {
    int batch = series.batch();
    int time = series.time();
    float[] delta = series.delta();
    for (int step = time - 1; step >= 0; step--) {
      Rows.incoming(step, time, steps, series.product(), outer, delta);
      for (int r = 0; r < batch; r++) {
        int at = step * batch + r;
        retreat(at * width, at * hidden, r * hidden);
        series.sums().put(at * width, row, 0, width);
        recurrentSums.put(at * width, recurrentRow, 0, width);
      }
      if (step > 0) {
        series.product().put(0, delta, 0, delta.length);
        series.retreat(step, parameters, recurrentSums, 1f);
      }
    }
    series.weights(parameters, input, recurrentSums, gradient, back);
    Rows.sum(series.sums(), series.rows(), row);
    gradient.put(series.biasAt(), row, 0, width);
    Rows.sum(recurrentSums, series.rows(), recurrentRow);
    gradient.put(series.biasAt() + width, recurrentRow, 2 * hidden, hidden);
  }

  /** One row's gradients of both kinds of sums; what goes straight to h' stays in the delta. */
  private void retreat(int gate, int before, int at) {
    float[] gates = series.gates();
    float[] delta = series.delta();
    int update = gate + hidden;
    int candidate = gate + 2 * hidden;
    for (int i = 0; i < hidden; i++) {
      float e = delta[at + i];
      float r = gates[gate + i];
      float z = gates[update + i];
      float n = gates[candidate + i];
      float sum = e * (1f - z) * (1f - n * n);
      row[i] = sum * inner[before + i] * r * (1f - r);
      row[hidden + i] = e * (values[before + i] - n) * z * (1f - z);
      row[2 * hidden + i] = sum;
      recurrentRow[2 * hidden + i] = sum * r;
      delta[at + i] = e * z;
    }
    System.arraycopy(row, 0, recurrentRow, 0, 2 * hidden);
  }

  private void resize(int batch, int time) {
    if (series.resize(batch, time)) {
      int floats = series.rows() * hidden;
      recurrentSums.free();
      recurrentSums = Floats.allocate(3L * floats);
      inner = new float[floats];
      values = new float[floats + block()];
      product = new float[3 * block()];
    }
  }

  @Override
  public void free() {
    recurrentSums.free();
    series.free();
  }
}
