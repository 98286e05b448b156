package org.tengen.models.dl4j.recurrent;

import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.dl4j.softmax.SoftmaxHead;

/** What a {@link NextWordReplica} allocates, counted array by array. */
public final class NextWordMemory {
  private NextWordMemory() {}

  public static ReplicaMemory of(NetworkSettings.NextWord settings, int batch) {
    long vocabulary = settings.vocabulary();
    long hidden = settings.hidden();
    long layers = settings.layers();
    long rows = (long) batch * settings.window();

    long logits = SoftmaxHead.chunk(batch, settings.vocabulary()) * vocabulary;
    long vectors = rows * settings.embedding();
    long read = vectors + (layers - 1) * rows * hidden;
    long last = batch * hidden;
    boolean lstm = settings.cell() == Cell.LSTM;
    long cellOffHeap = lstm ? 5 * rows * hidden + last : 2 * rows * hidden;
    long cellHeap = lstm ? 6 * rows * hidden + 3 * last : rows * hidden + last;

    long offHeap = 2 * settings.parameters() + logits + 2 * read + last + layers * cellOffHeap;
    long dropoutHeap = settings.dropout() == 0 ? 0 : 2 * (read + last);
    long heap = 5 * vocabulary + vectors + rows + layers * cellHeap + dropoutHeap;
    return new ReplicaMemory(Float.BYTES * offHeap, Float.BYTES * heap);
  }
}
