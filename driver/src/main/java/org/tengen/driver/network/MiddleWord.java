package org.tengen.driver.network;

import java.util.Optional;
import org.tengen.corpus.batch.Contexts;
import org.tengen.corpus.batch.Middles;
import org.tengen.corpus.partition.Tokens;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.WindowBatch;

/**
 * The word between {@code side} words on each side.
 *
 * @param layers which read both ways
 */
public record MiddleWord(RecurrentLayers layers, int side) implements TextNetwork {
  @Override
  public String label() {
    return "middle-word";
  }

  @Override
  public SizedNetwork<WindowBatch> sized(int vocabulary, long seed) {
    return new Sized(new NetworkSettings.MiddleWord(vocabulary, side, layers, seed));
  }

  /** With its vocabulary. */
  private record Sized(NetworkSettings.MiddleWord settings) implements WindowNetwork {
    @Override
    public Replica<WindowBatch> replica(Engine engine) {
      return engine.middleWord(settings);
    }

    @Override
    public ReplicaMemory memory(Engine engine, int batch) {
      return engine.middleWordMemory(settings, batch);
    }

    @Override
    public Contexts contexts(Tokens text) {
      return new Middles(text, settings.side());
    }

    @Override
    public Optional<Continuation> continuation(Engine engine, float[] parameters) {
      return Optional.empty();
    }

    @Override
    public String given() {
      return "the %d words on each side of it: not to be compared with what knows the words before"
              .formatted(settings.side())
          + " alone";
    }
  }
}
