package org.tengen.models.dl4j;

import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.ReplicaMemory;

/** What a {@link NextWordReplica} allocates, counted array by array. */
final class NextWordMemory {
  private NextWordMemory() {}

  static ReplicaMemory of(NetworkSettings.NextWord settings, int batch) {
    long vocabulary = settings.vocabulary();
    long embedding = settings.embedding();
    long hidden = settings.hidden();
    long gates = settings.cell() == Cell.LSTM ? 4 : 1;
    long rows = (long) batch * settings.window();

    long parameters =
        vocabulary * embedding
            + (embedding + hidden + 1) * gates * hidden
            + (hidden + 1) * vocabulary;
    long logits = SoftmaxHead.chunk(batch, settings.vocabulary()) * vocabulary;
    long vectors = rows * embedding;
    long last = batch * hidden;
    long cellOffHeap = settings.cell() == Cell.LSTM ? 5 * rows * hidden + last : 2 * rows * hidden;
    long cellHeap =
        settings.cell() == Cell.LSTM ? 6 * rows * hidden + 3 * last : rows * hidden + last;

    long offHeap = 2 * parameters + logits + 2 * vectors + last + cellOffHeap;
    long dropoutHeap = settings.dropout() == 0 ? 0 : 2 * (vectors + last);
    long heap = 5 * vocabulary + vectors + rows + cellHeap + dropoutHeap;
    return new ReplicaMemory(Float.BYTES * offHeap, Float.BYTES * heap);
  }
}
