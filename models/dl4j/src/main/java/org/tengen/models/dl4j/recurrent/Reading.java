package org.tengen.models.dl4j.recurrent;

import org.bytedeco.javacpp.Pointer;
import org.tengen.models.dl4j.floats.Floats;

/**
 * What a layer reads: rows of its own, some of whose numbers a step drops, and their gradient. One
 * thread; given back by {@link #free}.
 */
final class Reading {
  private final int width;
  private final Dropout dropout;
  private int rows;

  /** [rows][width]. */
  private Floats values = Floats.allocate(0);

  private Floats deltas = Floats.allocate(0);

  Reading(int width, double dropout) {
    this.width = width;
    this.dropout = new Dropout(dropout);
  }

  /** Makes room for so many rows. */
  void resize(int newRows) {
    free();
    rows = newRows;
    values = Floats.allocate((long) rows * width);
    deltas = Floats.allocate((long) rows * width);
  }

  /** The rows, to be written and read. */
  Floats values() {
    return values;
  }

  /** Copies the rows from there. */
  void read(Floats from) {
    Pointer.memcpy(values.pointer(), from.pointer(), (long) rows * width * Float.BYTES);
  }

  /** Takes numbers out. */
  void drop(long seed) {
    dropout.forward(values, rows * width, seed);
  }

  /** Where the gradient with regard to the rows as they were read is written. */
  Floats deltas() {
    return deltas;
  }

  /** The gradient with regard to the rows before numbers were taken out, in its place. */
  Floats restored() {
    dropout.backward(deltas);
    return deltas;
  }

  /** Gives the memory back. */
  void free() {
    values.free();
    deltas.free();
  }
}
