package org.tengen.models.dl4j.recurrent;

import java.util.Arrays;
import org.tengen.models.dl4j.floats.Floats;

/**
 * Word vectors in Deeplearning4j's layout, [vector][vocabulary]: all words' first element, then all
 * words' second.
 *
 * <p>Both directions go through the table one such row at a time, which fits the cache, where going
 * by word would touch a line of memory for every float.
 */
final class EmbeddingTable {
  private final int vocabulary;
  private final int size;
  private final float[] row;
  private float[] vectors = {};

  EmbeddingTable(int vocabulary, int size) {
    this.vocabulary = vocabulary;
    this.size = size;
    row = new float[vocabulary];
  }

  /** Floats of parameters. */
  int parameters() {
    return Math.multiplyExact(vocabulary, size);
  }

  /** Writes the words' vectors into {@code into}, [ids][size]. */
  void gather(Floats table, int[] ids, Floats into) {
    vectors = vectors.length == ids.length * size ? vectors : new float[ids.length * size];
    for (int element = 0; element < size; element++) {
      table.get(element * vocabulary, row, 0, vocabulary);
      for (int i = 0; i < ids.length; i++) {
        vectors[i * size + element] = row[ids[i]];
      }
    }
    into.put(0, vectors, 0, vectors.length);
  }

  /** Writes the whole table's gradient: each word's sum over its uses, zero for the others. */
  void scatter(Floats deltas, int[] ids, Floats gradient) {
    deltas.get(0, vectors, 0, vectors.length);
    for (int element = 0; element < size; element++) {
      Arrays.fill(row, 0f);
      for (int i = 0; i < ids.length; i++) {
        row[ids[i]] += vectors[i * size + element];
      }
      gradient.put(element * vocabulary, row, 0, vocabulary);
    }
  }
}
