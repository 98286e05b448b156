package org.tengen.models.dl4j.recurrent;

import org.jspecify.annotations.Nullable;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.dl4j.floats.FloatMath;
import org.tengen.models.dl4j.floats.Floats;

/**
 * A recurrent layer over all time steps of a batch, forward and back. Its parameters lie as
 * Deeplearning4j has them: input weights, recurrent weights, biases, and what a kind has more.
 *
 * <p>Series are time-major: the rows of time step 0, then those of time step 1. One thread; a call
 * of {@link #backward} belongs to the forward before it.
 */
public interface RecurrentCell {
  /** A cell of that kind. */
  static RecurrentCell of(Cell kind, FloatMath math, int inputs, int hidden) {
    return switch (kind) {
      case LSTM -> new LstmCell(math, inputs, hidden, false);
      case SIMPLE_RNN -> new SimpleRnnCell(math, inputs, hidden);
      case GRU -> new GruCell(math, inputs, hidden);
      case LSTM_PEEPHOLE -> new LstmCell(math, inputs, hidden, true);
    };
  }

  /** Floats of parameters. */
  int parameters();

  /** Floats that a series carries from one time step to the next. */
  int carried();

  /**
   * Computes every time step.
   *
   * @param input [time][batch][inputs]
   * @param state what the series carry, {@code batch} times {@link #carried} floats: read before
   *     the first time step, written after the last. Null for series that begin at zero and end
   *     here
   * @return [time][batch][outputs], valid until the next call
   */
  Floats forward(Floats parameters, Floats input, int batch, int time, float @Nullable [] state);

  /**
   * Computes the gradients of the last forward pass, which end at its first time step.
   *
   * @param outer gradient with regard to the outputs of the last {@code steps} time steps, {@code
   *     [steps][batch][outputs]}; the steps before feed nothing but their successors
   * @param gradient written: the parameters'
   * @param back written: the input's, [time][batch][inputs]
   */
  void backward(
      Floats parameters, Floats input, Floats outer, int steps, Floats gradient, Floats back);

  /** Gives the memory back. */
  void free();
}
