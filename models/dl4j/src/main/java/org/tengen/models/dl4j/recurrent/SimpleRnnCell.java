package org.tengen.models.dl4j.recurrent;

import org.jspecify.annotations.Nullable;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/** h = tanh(W x + R h + b): Elman (1990). */
final class SimpleRnnCell implements RecurrentCell {
  private final FloatMath math;
  private final int inputs;
  private final int hidden;
  private int batch;
  private int time;
  private final Outputs outputs;
  private Floats deltas = Floats.allocate(0);
  private float[] values = {};
  private float[] delta = {};
  private final float[] bias;

  SimpleRnnCell(FloatMath math, int inputs, int hidden) {
    this.math = math;
    this.inputs = inputs;
    this.hidden = hidden;
    bias = new float[hidden];
    outputs = new Outputs(hidden);
  }

  @Override
  public int parameters() {
    return (inputs + hidden + 1) * hidden;
  }

  @Override
  public int carried() {
    return hidden;
  }

  private int recurrentAt() {
    return inputs * hidden;
  }

  private int biasAt() {
    return (inputs + hidden) * hidden;
  }

  @Override
  public Floats forward(
      Floats parameters, Floats input, int newBatch, int newTime, float @Nullable [] state) {
    resize(newBatch, newTime);
    outputs.begin(state);
    Blas.multiplyByTransposed(
        batch * time, hidden, inputs, input.pointer(), parameters.pointer(), 0f, outputs.of(0));
    parameters.get(biasAt(), bias, 0, hidden);
    int block = batch * hidden;
    for (int step = 0; step < time; step++) {
      if (step >= outputs.first()) {
        Blas.multiplyByTransposed(
            batch,
            hidden,
            hidden,
            outputs.before(step),
            Blas.at(parameters.pointer(), recurrentAt()),
            1f,
            outputs.of(step));
      }
      int from = step * block;
      outputs.get(step, values, from);
      Rows.add(values, from, batch, bias);
      math.tanh(values, from, from + block);
      outputs.put(step, values, from);
    }
    if (state != null) {
      outputs.end(state);
    }
    return outputs.series();
  }

  @Override
  public void backward(
      Floats parameters, Floats input, Floats outer, int steps, Floats gradient, Floats back) {
    int block = batch * hidden;
    for (int step = time - 1; step >= 0; step--) {
      int from = step * block;
      Rows.incoming(step, time, steps, deltas.part(from, block), outer, delta);
      for (int i = 0; i < block; i++) {
        float h = values[from + i];
        delta[i] *= 1f - h * h;
      }
      deltas.put(from, delta, 0, block);
      if (step > 0) {
        Blas.multiply(
            batch,
            hidden,
            hidden,
            Blas.at(deltas.pointer(), from),
            Blas.at(parameters.pointer(), recurrentAt()),
            0f,
            Blas.at(deltas.pointer(), from - (long) block));
      }
    }
    int rows = batch * time;
    Blas.multiplyTransposed(
        hidden, inputs, rows, deltas.pointer(), input.pointer(), 0f, gradient.pointer());
    outputs.weights(deltas.pointer(), hidden, Blas.at(gradient.pointer(), recurrentAt()));
    Blas.multiply(rows, inputs, hidden, deltas.pointer(), parameters.pointer(), 0f, back.pointer());
    Rows.sum(deltas, rows, bias);
    gradient.put(biasAt(), bias, 0, hidden);
  }

  private void resize(int newBatch, int newTime) {
    if (newBatch != batch || newTime != time) {
      deltas.free();
      int floats = newBatch * newTime * hidden;
      outputs.resize(newBatch, newTime);
      deltas = Floats.allocate(floats);
      values = new float[floats];
      delta = new float[newBatch * hidden];
    }
    batch = newBatch;
    time = newTime;
  }

  @Override
  public void free() {
    outputs.free();
    deltas.free();
  }
}
