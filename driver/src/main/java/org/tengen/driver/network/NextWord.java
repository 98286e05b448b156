package org.tengen.driver.network;

import java.util.Optional;
import org.tengen.corpus.batch.Contexts;
import org.tengen.corpus.batch.Windows;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.WindowBatch;

/**
 * The next word from the {@code window} before it in its sentence.
 *
 * @param dropout 0 for none
 */
public record NextWord(
    NetworkSettings.Cell cell, int window, int embedding, int hidden, int layers, double dropout)
    implements TextNetwork {
  @Override
  public String label() {
    return "next-word";
  }

  @Override
  public SizedNetwork<WindowBatch> sized(int vocabulary, long seed) {
    return new Sized(
        new NetworkSettings.NextWord(
            cell, vocabulary, window, embedding, hidden, layers, dropout, seed));
  }

  /** With its vocabulary. */
  private record Sized(NetworkSettings.NextWord settings) implements WindowNetwork {
    @Override
    public Replica<WindowBatch> replica(Engine engine) {
      return engine.nextWord(settings);
    }

    @Override
    public ReplicaMemory memory(Engine engine, int batch) {
      return engine.nextWordMemory(settings, batch);
    }

    @Override
    public Contexts contexts(Tokens text) {
      return new Windows(text, settings.window());
    }

    @Override
    public Optional<Continuation> continuation(Engine engine, float[] parameters) {
      return Optional.of(
          engine.continuation(settings, parameters, Vocabulary.BEGIN, Vocabulary.END));
    }

    @Override
    public String given() {
      return "the %d words before it in its sentence".formatted(settings.window());
    }
  }
}
