package org.tengen.driver.network;

import java.io.Serializable;
import java.util.Optional;
import org.tengen.corpus.partition.Tokens;
import org.tengen.models.Batch;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.worker.BatchSource;

/**
 * A network with its vocabulary, and how it is trained on text.
 *
 * @param <B> what a step computes on
 */
public interface SizedNetwork<B extends Batch> extends Trainee, Serializable {
  /** What it is made of. */
  NetworkSettings settings();

  /** A new replica. */
  Replica<B> replica(Engine engine);

  @Override
  default long parameters() {
    return settings().parameters();
  }

  /**
   * A lane's samples: what a clock's step reads of its text.
   *
   * @param text the lane's partition
   * @param batch samples of a step
   * @param seed the run's
   * @throws org.tengen.corpus.CorpusException if there is no text
   */
  BatchSource<B> batches(Tokens text, int batch, long seed, int lane);

  /** The loss on a text in nats, summed over every token of it, ends of sentences included. */
  double loss(Replica<B> replica, Tokens text);

  /**
   * A text that it goes on with; empty where it cannot, as it wants to know what follows.
   *
   * @param parameters of a trained replica
   */
  Optional<Continuation> continuation(Engine engine, float[] parameters);

  /** What it is given to say a token, for whoever reads its perplexity. */
  String given();
}
