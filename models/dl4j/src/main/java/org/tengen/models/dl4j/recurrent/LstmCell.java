package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Long short-term memory with forget gates (Gers, Schmidhuber and Cummins 2000), and peepholes if
 * wanted (Gers and Schmidhuber 2000).
 *
 * <p>Deeplearning4j's order of the four blocks of a row: candidate a, forget gate f, output gate o,
 * input gate g. c = f c' + g a; h = o tanh(c). Peepholes are weights of one number each, behind the
 * biases in the order f, o, g: f and g see c', o sees c. Carried are h, then c.
 */
public final class LstmCell implements RecurrentCell {
  private static final int PEEPHOLES = 3;

  private final FloatMath math;
  private final int hidden;
  private final int width;
  private final boolean peepholes;
  private final GatedSeries series;

  /** [time + 1][batch][hidden]: the cells, behind those that the first step begins with. */
  private float[] cells = {};

  private float[] squashed = {};
  private float[] cellDelta = {};
  private final float[] row;
  private final float[] bias;

  /** [3][hidden], and the gradient; empty without peepholes. */
  private final float[] peep;

  private final float[] peepDelta;

  public LstmCell(FloatMath math, int inputs, int hidden, boolean peepholes) {
    this.math = math;
    this.hidden = hidden;
    this.peepholes = peepholes;
    width = 4 * hidden;
    series = new GatedSeries(inputs, hidden, width, hidden);
    row = new float[width];
    bias = new float[width];
    peep = new float[peepholes ? PEEPHOLES * hidden : 0];
    peepDelta = new float[peep.length];
  }

  @Override
  public int parameters() {
    return peepholesAt() + peep.length;
  }

  @Override
  public int carried() {
    return 2 * hidden;
  }

  private int peepholesAt() {
    return series.biasAt() + width;
  }

  @Override
  public Floats forward(
      Floats parameters, Floats input, int newBatch, int newTime, float @Nullable [] state) {
    resize(newBatch, newTime);
    begin(state);
    series.look(parameters, input);
    parameters.get(series.biasAt(), bias, 0, width);
    parameters.get(peepholesAt(), peep, 0, peep.length);
    Outputs outputs = series.outputs();
    for (int step = 0; step < newTime; step++) {
      if (step >= outputs.first()) {
        Blas.multiplyByTransposed(
            newBatch,
            width,
            hidden,
            outputs.before(step),
            Blas.at(parameters.pointer(), series.recurrentAt()),
            1f,
            Blas.at(series.sums().pointer(), (long) step * newBatch * width));
      }
      step(step);
    }
    if (state != null) {
      outputs.end(state);
      System.arraycopy(cells, newTime * block(), state, block(), block());
    }
    return outputs.series();
  }

  private int block() {
    return series.block();
  }

  private void begin(float @Nullable [] state) {
    series.outputs().begin(state);
    if (state == null) {
      Arrays.fill(cells, 0, block(), 0f);
    } else {
      System.arraycopy(state, block(), cells, 0, block());
    }
  }

  /** One time step, whose sums are there but for the biases. */
  private void step(int step) {
    int batch = series.batch();
    int from = step * batch * width;
    series.sums().get(from, series.gates(), from, batch * width);
    Rows.add(series.gates(), from, batch, bias);
    for (int r = 0; r < batch; r++) {
      advance(from + r * width, step * block() + r * hidden);
    }
    output(step);
    series.outputs().put(step, series.delta(), 0);
  }

  /** One row's gates and new cell; {@code cell} is its old one's position. */
  private void advance(int gate, int cell) {
    float[] gates = series.gates();
    int forget = gate + hidden;
    int output = gate + 2 * hidden;
    int in = gate + 3 * hidden;
    math.tanh(gates, gate, forget);
    if (peepholes) {
      look(forget, 0, cell);
      look(in, 2, cell);
      math.sigmoid(gates, forget, output);
      math.sigmoid(gates, in, gate + width);
    } else {
      math.sigmoid(gates, forget, gate + width);
    }
    int next = cell + block();
    for (int i = 0; i < hidden; i++) {
      float c = gates[forget + i] * cells[cell + i] + gates[in + i] * gates[gate + i];
      cells[next + i] = c;
      squashed[cell + i] = c;
    }
    if (peepholes) {
      look(output, 1, next);
      math.sigmoid(gates, output, in);
    }
  }

  /** Lets the gates at {@code gate} see the cells at {@code cell}. */
  private void look(int gate, int which, int cell) {
    float[] gates = series.gates();
    int from = which * hidden;
    for (int i = 0; i < hidden; i++) {
      gates[gate + i] += peep[from + i] * cells[cell + i];
    }
  }

  /** The step's outputs, o tanh(c), into the series' delta, which is free on the way forward. */
  private void output(int step) {
    math.tanh(squashed, step * block(), (step + 1) * block());
    float[] gates = series.gates();
    float[] delta = series.delta();
    int batch = series.batch();
    for (int r = 0; r < batch; r++) {
      int gate = (step * batch + r) * width + 2 * hidden;
      int cell = (step * batch + r) * hidden;
      int to = r * hidden;
      for (int i = 0; i < hidden; i++) {
        delta[to + i] = gates[gate + i] * squashed[cell + i];
      }
    }
  }

  @Override
  public void backward(
      Floats parameters, Floats input, Floats outer, int steps, Floats gradient, Floats back) {
    Arrays.fill(cellDelta, 0f);
    Arrays.fill(peepDelta, 0f);
    int batch = series.batch();
    int time = series.time();
    for (int step = time - 1; step >= 0; step--) {
      Rows.incoming(step, time, steps, series.product(), outer, series.delta());
      for (int r = 0; r < batch; r++) {
        int at = step * batch + r;
        retreat(at * width, at * hidden, r * hidden);
        series.sums().put(at * width, row, 0, width);
      }
      if (step > 0) {
        series.retreat(step, parameters, series.sums(), 0f);
      }
    }
    series.weights(parameters, input, series.sums(), gradient, back);
    Rows.sum(series.sums(), series.rows(), bias);
    gradient.put(series.biasAt(), bias, 0, width);
    gradient.put(peepholesAt(), peepDelta, 0, peepDelta.length);
  }

  /** One row's gradients of the four sums, into {@code row}. */
  private void retreat(int gate, int cell, int at) {
    if (peepholes) {
      retreatSeen(gate, cell, at);
      return;
    }
    float[] gates = series.gates();
    float[] delta = series.delta();
    int f = gate + hidden;
    int o = gate + 2 * hidden;
    int g = gate + 3 * hidden;
    for (int i = 0; i < hidden; i++) {
      float e = delta[at + i];
      float t = squashed[cell + i];
      float d = cellDelta[at + i] + e * gates[o + i] * (1f - t * t);
      row[i] = d * gates[g + i] * (1f - gates[gate + i] * gates[gate + i]);
      row[hidden + i] = d * cells[cell + i] * gates[f + i] * (1f - gates[f + i]);
      row[2 * hidden + i] = e * t * gates[o + i] * (1f - gates[o + i]);
      row[3 * hidden + i] = d * gates[gate + i] * gates[g + i] * (1f - gates[g + i]);
      cellDelta[at + i] = d * gates[f + i];
    }
  }

  /** {@link #retreat} where gates have seen cells. */
  private void retreatSeen(int gate, int cell, int at) {
    float[] gates = series.gates();
    float[] delta = series.delta();
    int f = gate + hidden;
    int o = gate + 2 * hidden;
    int g = gate + 3 * hidden;
    int next = cell + block();
    for (int i = 0; i < hidden; i++) {
      float before = cells[cell + i];
      float t = squashed[cell + i];
      float e = delta[at + i];
      float output = e * t * gates[o + i] * (1f - gates[o + i]);
      float d = cellDelta[at + i] + e * gates[o + i] * (1f - t * t) + output * peep[hidden + i];
      float forget = d * before * gates[f + i] * (1f - gates[f + i]);
      float in = d * gates[gate + i] * gates[g + i] * (1f - gates[g + i]);
      row[i] = d * gates[g + i] * (1f - gates[gate + i] * gates[gate + i]);
      row[hidden + i] = forget;
      row[2 * hidden + i] = output;
      row[3 * hidden + i] = in;
      cellDelta[at + i] = d * gates[f + i] + forget * peep[i] + in * peep[2 * hidden + i];
      peepDelta[i] += forget * before;
      peepDelta[hidden + i] += output * cells[next + i];
      peepDelta[2 * hidden + i] += in * before;
    }
  }

  private void resize(int newBatch, int newTime) {
    if (series.resize(newBatch, newTime)) {
      int floats = series.rows() * hidden;
      cells = new float[floats + block()];
      squashed = new float[floats];
      cellDelta = new float[block()];
    }
  }

  @Override
  public void free() {
    series.free();
  }
}
