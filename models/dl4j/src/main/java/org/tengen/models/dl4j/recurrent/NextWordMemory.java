package org.tengen.models.dl4j.recurrent;

import org.tengen.models.NetworkSettings;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.dl4j.softmax.SoftmaxHead;

/** What a replica of the next-word network allocates, counted array by array. */
public final class NextWordMemory {
  private NextWordMemory() {}

  /** At batches of up to {@code batch} samples. */
  public static ReplicaMemory of(NetworkSettings.NextWord settings, int batch) {
    long vocabulary = settings.vocabulary();
    long rows = (long) batch * settings.window();
    long logits = SoftmaxHead.chunk(batch, settings.vocabulary()) * vocabulary;
    long last = (long) batch * settings.hidden();
    StackMemory stack = StackMemory.of(settings.recurrent(), batch, settings.window());

    long offHeap = 2 * settings.parameters() + logits + last + stack.offHeap();
    long dropout = settings.dropout() == 0 ? 0 : 2 * last;
    long heap = 5 * vocabulary + rows * settings.embedding() + rows + dropout + stack.heap();
    return new ReplicaMemory(Float.BYTES * offHeap, Float.BYTES * heap);
  }
}
