package org.tengen.models.dl4j.recurrent;

import org.tengen.models.dl4j.floats.Floats;

/**
 * A recurrent layer over all time steps of a batch, forward and back, on Deeplearning4j's parameter
 * layout: input weights, recurrent weights, biases.
 *
 * <p>Series are time-major: the rows of time step 0, then those of time step 1. The state before
 * the first step is zero. One thread; a call of {@link #backward} belongs to the forward before it.
 */
public interface RecurrentCell {
  /** Floats of parameters. */
  int parameters();

  /**
   * Computes every time step.
   *
   * @param input [time][batch][inputs]
   * @return [time][batch][hidden], valid until the next call
   */
  Floats forward(Floats parameters, Floats input, int batch, int time);

  /**
   * Computes the gradients of the last forward pass.
   *
   * @param outer gradient with regard to the outputs of the last {@code steps} time steps, {@code
   *     [steps][batch][hidden]}; the steps before feed nothing but their successors
   * @param gradient written: the parameters'
   * @param back written: the input's, [time][batch][inputs]
   */
  void backward(
      Floats parameters, Floats input, Floats outer, int steps, Floats gradient, Floats back);

  /** Gives the memory back. */
  void free();
}
