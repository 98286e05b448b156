package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Long short-term memory with forget gates and no peepholes (Gers, Schmidhuber and Cummins 2000).
 *
 * <p>Deeplearning4j's order of the four blocks of a row: candidate a, forget gate f, output gate o,
 * input gate g. c = f c' + g a; h = o tanh(c).
 */
public final class LstmCell implements RecurrentCell {
  private final FloatMath math;
  private final int inputs;
  private final int hidden;
  private final int width;
  private int batch;
  private int time;

  /** [time][batch][4 hidden]: sums going into the gates, then, going back, their gradients. */
  private Floats sums = Floats.allocate(0);

  private Floats outputs = Floats.allocate(0);
  private Floats recurrent = Floats.allocate(0);

  /** [time][batch][4 hidden]: the gates after their functions. */
  private float[] gates = {};

  /** [time + 1][batch][hidden]: the cells, the first step's predecessor being zero. */
  private float[] cells = {};

  private float[] squashed = {};
  private float[] delta = {};
  private float[] cellDelta = {};
  private final float[] row;
  private final float[] bias;

  public LstmCell(FloatMath math, int inputs, int hidden) {
    this.math = math;
    this.inputs = inputs;
    this.hidden = hidden;
    width = 4 * hidden;
    row = new float[width];
    bias = new float[width];
  }

  @Override
  public int parameters() {
    return (inputs + hidden + 1) * width;
  }

  private int recurrentAt() {
    return inputs * width;
  }

  private int biasAt() {
    return (inputs + hidden) * width;
  }

  @Override
  public Floats forward(Floats parameters, Floats input, int newBatch, int newTime) {
    resize(newBatch, newTime);
    Blas.multiplyByTransposed(
        batch * time, width, inputs, input.pointer(), parameters.pointer(), 0f, sums.pointer());
    parameters.get(biasAt(), bias, 0, width);
    int block = batch * hidden;
    for (int step = 0; step < time; step++) {
      if (step > 0) {
        Blas.multiplyByTransposed(
            batch,
            width,
            hidden,
            Blas.at(outputs.pointer(), (step - 1L) * block),
            Blas.at(parameters.pointer(), recurrentAt()),
            1f,
            Blas.at(sums.pointer(), (long) step * batch * width));
      }
      int from = step * batch * width;
      sums.get(from, gates, from, batch * width);
      Rows.add(gates, from, batch, bias);
      for (int r = 0; r < batch; r++) {
        advance(from + r * width, step * block + r * hidden);
      }
      math.tanh(squashed, step * block, (step + 1) * block);
      output(step);
      outputs.put(step * block, delta, 0, block);
    }
    return outputs;
  }

  /** One row's gates and new cell; {@code cell} is its old one's position. */
  private void advance(int gate, int cell) {
    math.tanh(gates, gate, gate + hidden);
    math.sigmoid(gates, gate + hidden, gate + width);
    int next = cell + batch * hidden;
    for (int i = 0; i < hidden; i++) {
      float c =
          gates[gate + hidden + i] * cells[cell + i]
              + gates[gate + 3 * hidden + i] * gates[gate + i];
      cells[next + i] = c;
      squashed[cell + i] = c;
    }
  }

  /** The step's outputs, o tanh(c), into {@code delta}, which is free on the way forward. */
  private void output(int step) {
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
    for (int step = time - 1; step >= 0; step--) {
      Rows.incoming(step, time, steps, recurrent, outer, delta);
      for (int r = 0; r < batch; r++) {
        retreat((step * batch + r) * width, (step * batch + r) * hidden, r * hidden);
        sums.put((step * batch + r) * width, row, 0, width);
      }
      if (step > 0) {
        Blas.multiply(
            batch,
            hidden,
            width,
            Blas.at(sums.pointer(), (long) step * batch * width),
            Blas.at(parameters.pointer(), recurrentAt()),
            0f,
            recurrent.pointer());
      }
    }
    weights(parameters, input, gradient, back);
  }

  /** One row's gradients of the four sums, into {@code row}. */
  private void retreat(int gate, int cell, int at) {
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

  private void weights(Floats parameters, Floats input, Floats gradient, Floats back) {
    int rows = batch * time;
    Blas.multiplyTransposed(
        width, inputs, rows, sums.pointer(), input.pointer(), 0f, gradient.pointer());
    Blas.multiplyTransposed(
        width,
        hidden,
        rows - batch,
        Blas.at(sums.pointer(), (long) batch * width),
        outputs.pointer(),
        0f,
        Blas.at(gradient.pointer(), recurrentAt()));
    Blas.multiply(rows, inputs, width, sums.pointer(), parameters.pointer(), 0f, back.pointer());
    Rows.sum(sums, rows, bias);
    gradient.put(biasAt(), bias, 0, width);
  }

  private void resize(int newBatch, int newTime) {
    if (newBatch != batch || newTime != time) {
      free();
      int floats = newBatch * newTime * hidden;
      sums = Floats.allocate(4L * floats);
      outputs = Floats.allocate(floats);
      recurrent = Floats.allocate((long) newBatch * hidden);
      gates = new float[4 * floats];
      cells = new float[floats + newBatch * hidden];
      squashed = new float[floats];
      delta = new float[newBatch * hidden];
      cellDelta = new float[newBatch * hidden];
    }
    batch = newBatch;
    time = newTime;
  }

  @Override
  public void free() {
    sums.free();
    outputs.free();
    recurrent.free();
  }
}
