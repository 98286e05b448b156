package org.tengen.models.dl4j.recurrent;

import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;
import org.tengen.models.dl4j.floats.Blas;
import org.tengen.models.dl4j.floats.Floats;

/**
 * A cell's outputs at all time steps, behind those that the first one begins with: what recurrent
 * products read. One thread; the memory is its own.
 */
final class Outputs {
  private final int hidden;
  private int batch;
  private int time;
  private boolean carried;

  /** [1 + time][batch][hidden]. */
  private Floats floats = Floats.allocate(0);

  Outputs(int hidden) {
    this.hidden = hidden;
  }

  void resize(int newBatch, int newTime) {
    floats.free();
    batch = newBatch;
    time = newTime;
    floats = Floats.allocate((1L + time) * block());
  }

  /** Floats of one time step. */
  int block() {
    return batch * hidden;
  }

  /** Begins with the first block of {@code state}, or with nothing. */
  void begin(float @Nullable [] state) {
    carried = state != null;
    if (state != null) {
      floats.put(0, state, 0, block());
    }
  }

  /** Writes the last step's outputs into the first block of {@code state}. */
  void end(float[] state) {
    floats.get(time * block(), state, 0, block());
  }

  /** The first time step that something went before: none is multiplied with what is all zero. */
  int first() {
    return carried ? 0 : 1;
  }

  /** The outputs that time step {@code step} begins with. */
  FloatPointer before(int step) {
    return Blas.at(floats.pointer(), (long) step * block());
  }

  /** The outputs of time step {@code step}. */
  FloatPointer of(int step) {
    return before(step + 1);
  }

  void get(int step, float[] into, int at) {
    floats.get((step + 1) * block(), into, at, block());
  }

  void put(int step, float[] from, int at) {
    floats.put((step + 1) * block(), from, at, block());
  }

  /** [time][batch][hidden]. */
  Floats series() {
    return floats.part(block(), (long) time * block());
  }

  /**
   * The gradient of recurrent weights [width][hidden].
   *
   * @param deltas [time][batch][width], of the sums that the recurrent product went into
   */
  void weights(FloatPointer deltas, int width, FloatPointer gradient) {
    Blas.multiplyTransposed(
        width,
        hidden,
        (time - first()) * batch,
        Blas.at(deltas, (long) first() * batch * width),
        before(first()),
        0f,
        gradient);
  }

  void free() {
    floats.free();
  }
}
