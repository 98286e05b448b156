package org.tengen.driver.network;

import org.tengen.corpus.batch.Contexts;
import org.tengen.corpus.batch.LaneBatches;
import org.tengen.corpus.partition.Tokens;
import org.tengen.models.Engine;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.WindowBatch;
import org.tengen.worker.BatchSource;

/** A network that says one word for each window of words. */
interface WindowNetwork extends SizedNetwork<WindowBatch> {
  /** Samples of an evaluation at a time. */
  int EVALUATED = 256;

  /** The samples of a text. */
  Contexts contexts(Tokens text);

  @Override
  default ReplicaMemory evaluationMemory(Engine engine) {
    return memory(engine, EVALUATED);
  }

  @Override
  default BatchSource<WindowBatch> batches(Tokens text, int batch, long seed, int lane) {
    Contexts contexts = contexts(text);
    LaneBatches samples = new LaneBatches(contexts, batch, seed, lane);
    int window = contexts.window();
    WindowBatch reused = new WindowBatch(window, new int[batch * window], new int[batch]);
    return clock -> {
      samples.read(clock, reused.contexts(), reused.targets());
      return reused;
    };
  }

  @Override
  default double loss(Replica<WindowBatch> replica, Tokens text) {
    Contexts samples = contexts(text);
    double loss = 0;
    for (long at = 0; at < samples.samples(); at += EVALUATED) {
      int rows = (int) Math.min(EVALUATED, samples.samples() - at);
      int[] contexts = new int[rows * samples.window()];
      int[] targets = new int[rows];
      samples.readOn(at, contexts, targets);
      loss += replica.loss(new WindowBatch(samples.window(), contexts, targets));
    }
    return loss;
  }
}
