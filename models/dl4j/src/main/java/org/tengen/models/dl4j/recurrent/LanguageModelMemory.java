package org.tengen.models.dl4j.recurrent;

import org.tengen.models.NetworkSettings;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.dl4j.softmax.SampledSoftmax;
import org.tengen.models.dl4j.softmax.SoftmaxHead;

/** What a replica of the language model allocates, counted array by array. */
public final class LanguageModelMemory {
  private LanguageModelMemory() {}

  /** At batches of up to {@code series} times {@code steps} words. */
  public static ReplicaMemory of(NetworkSettings.LanguageModel settings, int series, int steps) {
    RecurrentLayers recurrent = settings.recurrent();
    long vocabulary = settings.vocabulary();
    int rows = Math.multiplyExact(series, steps);
    long logits =
        SoftmaxHead.chunk(rows, settings.vocabulary(), LanguageModelStep.LOGIT_BYTES) * vocabulary;
    StackMemory scratch =
        StackMemory.of(recurrent, series, steps)
            .plus(StackMemory.reading((long) rows * recurrent.outputs(), recurrent.dropout()));

    int drawn = settings.sampled();
    long sampled = drawn == 0 ? 0 : SampledSoftmax.offHeap(rows, recurrent.outputs(), drawn);
    long offHeap = 2 * settings.parameters() + logits + sampled + scratch.offHeap();
    long states =
        2L * recurrent.layers() * recurrent.cell().carried() * recurrent.hidden() * series;
    long heap = 4 * vocabulary + 4L * drawn + 2L * rows + states + scratch.heap();
    return new ReplicaMemory(Float.BYTES * offHeap, Float.BYTES * heap);
  }
}
