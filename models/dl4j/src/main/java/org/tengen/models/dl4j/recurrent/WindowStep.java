package org.tengen.models.dl4j.recurrent;

import org.tengen.models.WindowBatch;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Loss and gradient of a network that says one word for each window of words, computed straight on
 * the flat parameters. Used by one thread.
 */
public interface WindowStep {
  /** Words of a window. */
  int window();

  /** The same, as an error says what was expected. */
  String expected();

  /** Floats of parameters. */
  int parameters();

  /**
   * Writes every position of {@code gradient} and returns the summed loss in nats.
   *
   * @param words windows, and the word that is asked for with each
   * @param seed where the step's randomness starts
   */
  double gradient(WindowBatch words, Floats parameters, Floats gradient, long seed);

  /** The summed loss in nats. */
  double loss(WindowBatch words, Floats parameters);

  /** Gives the memory back. */
  void free();
}
