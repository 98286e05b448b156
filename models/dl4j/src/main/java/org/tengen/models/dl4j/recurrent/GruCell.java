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
  private final int inputs;
  private final int hidden;
  private final int width;
  private int batch;
  private int time;

  /** [time][batch][3 hidden]: W x, then, going back, the gradients of the sums with it. */
  private Floats sums = Floats.allocate(0);

  /** [time][batch][3 hidden]: going back, the gradients of the recurrent sums. */
  private Floats recurrentSums = Floats.allocate(0);

  private final Outputs outputs;

  /** [batch][3 hidden]: a step's R h', then, going back, the gradient of h' in its beginning. */
  private Floats recurrent = Floats.allocate(0);

  /** [time][batch][3 hidden]: the gates and the candidate after their functions. */
  private float[] gates = {};

  /** [time][batch][hidden]: q. */
  private float[] inner = {};

  /** [time + 1][batch][hidden]: the outputs, behind those that the first step begins with. */
  private float[] values = {};

  private float[] product = {};
  private float[] delta = {};

  private final float[] row;
  private final float[] recurrentRow;
  private final float[] bias;

  GruCell(FloatMath math, int inputs, int hidden) {
    this.math = math;
    this.inputs = inputs;
    this.hidden = hidden;
    width = 3 * hidden;
    outputs = new Outputs(hidden);
    row = new float[width];
    recurrentRow = new float[width];
    bias = new float[4 * hidden];
  }

  @Override
  public int parameters() {
    return biasAt() + bias.length;
  }

  @Override
  public int carried() {
    return hidden;
  }

  private int recurrentAt() {
    return inputs * width;
  }

  private int biasAt() {
    return (inputs + hidden) * width;
  }

  private int block() {
    return batch * hidden;
  }

  @Override
  public Floats forward(
      Floats parameters, Floats input, int newBatch, int newTime, float @Nullable [] state) {
    resize(newBatch, newTime);
    begin(state);
    Blas.multiplyByTransposed(
        batch * time, width, inputs, input.pointer(), parameters.pointer(), 0f, sums.pointer());
    parameters.get(biasAt(), bias, 0, bias.length);
    for (int step = 0; step < time; step++) {
      recur(parameters, step);
      sums.get(step * batch * width, gates, step * batch * width, batch * width);
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
    outputs.begin(state);
    if (state == null) {
      Arrays.fill(values, 0, block(), 0f);
    } else {
      System.arraycopy(state, 0, values, 0, block());
    }
  }

  /** The step's R h', into {@code product}. */
  private void recur(Floats parameters, int step) {
    if (step < outputs.first()) {
      Arrays.fill(product, 0f);
      return;
    }
    Blas.multiplyByTransposed(
        batch,
        width,
        hidden,
        outputs.before(step),
        Blas.at(parameters.pointer(), recurrentAt()),
        0f,
        recurrent.pointer());
    recurrent.get(0, product, 0, product.length);
  }

  /** One row's gates and new output; {@code before} is its old one's position. */
  private void advance(int gate, int before, int from) {
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
    for (int step = time - 1; step >= 0; step--) {
      Rows.incoming(step, time, steps, recurrent, outer, delta);
      for (int r = 0; r < batch; r++) {
        int at = step * batch + r;
        retreat(at * width, at * hidden, r * hidden);
        sums.put(at * width, row, 0, width);
        recurrentSums.put(at * width, recurrentRow, 0, width);
      }
      if (step > 0) {
        recurrent.put(0, delta, 0, delta.length);
        Blas.multiply(
            batch,
            hidden,
            width,
            Blas.at(recurrentSums.pointer(), (long) step * batch * width),
            Blas.at(parameters.pointer(), recurrentAt()),
            1f,
            recurrent.pointer());
      }
    }
    weights(parameters, input, gradient, back);
  }

  /** One row's gradients of both kinds of sums; what goes straight to h' stays in {@code delta}. */
  private void retreat(int gate, int before, int at) {
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

  private void weights(Floats parameters, Floats input, Floats gradient, Floats back) {
    int rows = batch * time;
    Blas.multiplyTransposed(
        width, inputs, rows, sums.pointer(), input.pointer(), 0f, gradient.pointer());
    outputs.weights(recurrentSums.pointer(), width, Blas.at(gradient.pointer(), recurrentAt()));
    Blas.multiply(rows, inputs, width, sums.pointer(), parameters.pointer(), 0f, back.pointer());
    Rows.sum(sums, rows, row);
    gradient.put(biasAt(), row, 0, width);
    Rows.sum(recurrentSums, rows, recurrentRow);
    gradient.put(biasAt() + width, recurrentRow, 2 * hidden, hidden);
  }

  private void resize(int newBatch, int newTime) {
    if (newBatch != batch || newTime != time) {
      freeSeries();
      int floats = newBatch * newTime * hidden;
      outputs.resize(newBatch, newTime);
      sums = Floats.allocate(3L * floats);
      recurrentSums = Floats.allocate(3L * floats);
      recurrent = Floats.allocate(3L * newBatch * hidden);
      gates = new float[3 * floats];
      inner = new float[floats];
      values = new float[floats + newBatch * hidden];
      product = new float[3 * newBatch * hidden];
      delta = new float[newBatch * hidden];
    }
    batch = newBatch;
    time = newTime;
  }

  private void freeSeries() {
    sums.free();
    recurrentSums.free();
    recurrent.free();
  }

  @Override
  public void free() {
    freeSeries();
    outputs.free();
  }
}
