package org.tengen.models.dl4j.recurrent;

import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.Floats;

/**
 * What a cell with gates keeps of the series that it is at: its sums, its gates and its outputs at
 * every time step, and the products of one. Rows are [time][batch]. One thread; the memory is its
 * own.
 */
final class GatedSeries {
  private final int inputs;
  private final int hidden;

  /** Floats of a row's sums: a block of {@code hidden} for each. */
  private final int width;

  /** Floats of a row's recurrent product. */
  private final int productWidth;

  private int batch;
  private int time;
  private final Outputs outputs;
  private Floats sums = Floats.allocate(0);
  private Floats product = Floats.allocate(0);
  private float[] gates = {};
  private float[] delta = {};

  GatedSeries(int inputs, int hidden, int width, int productWidth) {
    this.inputs = inputs;
    this.hidden = hidden;
    this.width = width;
    this.productWidth = productWidth;
    outputs = new Outputs(hidden);
  }

  /** Makes room; returns whether there was other room, whose contents are gone. */
  boolean resize(int newBatch, int newTime) {
    if (newBatch == batch && newTime == time) {
      return false;
    }
    batch = newBatch;
    time = newTime;
    freeFloats();
    outputs.resize(batch, time);
    sums = Floats.allocate((long) rows() * width);
    product = Floats.allocate((long) batch * productWidth);
    gates = new float[rows() * width];
    delta = new float[block()];
    return true;
  }

  int batch() {
    return batch;
  }

  int time() {
    return time;
  }

  /** Rows of all time steps. */
  int rows() {
    return batch * time;
  }

  /** Floats of one time step's outputs. */
  int block() {
    return batch * hidden;
  }

  Outputs outputs() {
    return outputs;
  }

  /** [time][batch][width]: sums going into the gates, then, going back, their gradients. */
  Floats sums() {
    return sums;
  }

  /** [time][batch][width]: the gates after their functions. */
  float[] gates() {
    return gates;
  }

  /** One step's recurrent product, then, going back, the gradient of what it began with. */
  Floats product() {
    return product;
  }

  /** [batch][hidden]: going back, the gradient of a step's outputs. */
  float[] delta() {
    return delta;
  }

  /** Where recurrent weights begin in the cell's parameters, behind the input's. */
  int recurrentAt() {
    return inputs * width;
  }

  /** Where biases begin. */
  int biasAt() {
    return (inputs + hidden) * width;
  }

  /** Writes the input's part of all sums. */
  void look(Floats parameters, Floats input) {
    Blas.multiplyByTransposed(
        rows(), width, inputs, input.pointer(), parameters.pointer(), 0f, sums.pointer());
  }

  /**
   * Writes what goes back to the outputs that a step began with.
   *
   * @param deltas gradients of the sums that the recurrent product went into, [time][batch][width]
   * @param beta what of {@link #product} stays
   */
  void retreat(int step, Floats parameters, Floats deltas, float beta) {
    Blas.multiply(
        batch,
        hidden,
        width,
        Blas.at(deltas.pointer(), (long) step * batch * width),
        Blas.at(parameters.pointer(), recurrentAt()),
        beta,
        product.pointer());
  }

  /**
   * Writes the weights' gradients, and the input's.
   *
   * @param deltas as {@link #retreat} takes them
   */
  void weights(Floats parameters, Floats input, Floats deltas, Floats gradient, Floats back) {
    Blas.multiplyTransposed(
        width, inputs, rows(), sums.pointer(), input.pointer(), 0f, gradient.pointer());
    outputs.weights(deltas.pointer(), width, Blas.at(gradient.pointer(), recurrentAt()));
    Blas.multiply(rows(), inputs, width, sums.pointer(), parameters.pointer(), 0f, back.pointer());
  }

  private void freeFloats() {
    sums.free();
    product.free();
  }

  /** Gives the memory back. */
  void free() {
    freeFloats();
    outputs.free();
  }
}
