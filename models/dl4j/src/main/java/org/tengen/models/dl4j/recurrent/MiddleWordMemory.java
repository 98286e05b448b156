package org.tengen.models.dl4j.recurrent;

import org.tengen.models.NetworkSettings;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.dl4j.softmax.SoftmaxHead;

/** What a replica of the middle-word network allocates, counted array by array. */
public final class MiddleWordMemory {
  private MiddleWordMemory() {}

  /** At batches of up to {@code batch} samples. */
  public static ReplicaMemory of(NetworkSettings.MiddleWord settings, int batch) {
    RecurrentLayers recurrent = settings.recurrent();
    long vocabulary = settings.vocabulary();
    long middle = (long) batch * recurrent.outputs();
    long logits = SoftmaxHead.chunk(batch, settings.vocabulary()) * vocabulary;
    StackMemory scratch =
        StackMemory.of(recurrent, batch, 1 + 2 * settings.side())
            .plus(StackMemory.reading(middle, recurrent.dropout()));

    long offHeap =
        2 * settings.parameters() + logits + (1 + settings.side()) * middle + scratch.offHeap();
    long heap = 4 * vocabulary + 2L * settings.side() * batch + scratch.heap();
    return new ReplicaMemory(Float.BYTES * offHeap, Float.BYTES * heap);
  }
}
