package org.tengen.models.dl4j.recurrent;

import org.bytedeco.javacpp.Pointer;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Word vectors, one behind the other, [vocabulary][size]: the layout in which they can be a
 * softmax's weights too. They begin where the network's parameters do.
 */
final class WordVectors {
  private final int vocabulary;
  private final int size;
  private final float[] vector;
  private final float[] sum;

  WordVectors(int vocabulary, int size) {
    this.vocabulary = vocabulary;
    this.size = size;
    vector = new float[size];
    sum = new float[size];
  }

  /** Floats of parameters. */
  int parameters() {
    return Math.multiplyExact(vocabulary, size);
  }

  /** Floats of a word. */
  int size() {
    return size;
  }

  /**
   * Writes the words' vectors into {@code into}, [ids][size].
   *
   * @throws IllegalArgumentException for an id that is no word's
   */
  void gather(Floats parameters, int[] ids, Floats into) {
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] >= vocabulary) {
        throw new IllegalArgumentException(
            "word " + ids[i] + ": expected a number from 0 to " + (vocabulary - 1));
      }
      parameters.get(ids[i] * size, vector, 0, size);
      into.put(i * size, vector, 0, size);
    }
  }

  /** Makes the whole table's gradient zero. */
  void clear(Floats gradient) {
    Pointer.memset(gradient.pointer(), 0, (long) parameters() * Float.BYTES);
  }

  /** Adds each use's gradient, [ids][size], to its word's. */
  void add(Floats deltas, int[] ids, Floats gradient) {
    for (int i = 0; i < ids.length; i++) {
      int at = ids[i] * size;
      deltas.get(i * size, vector, 0, size);
      gradient.get(at, sum, 0, size);
      for (int k = 0; k < size; k++) {
        sum[k] += vector[k];
      }
      gradient.put(at, sum, 0, size);
    }
  }
}
