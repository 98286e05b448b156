package org.tengen.driver.network;

import java.util.Arrays;
import java.util.Optional;
import org.tengen.corpus.batch.LaneChunks;
import org.tengen.corpus.partition.Tokens;
import org.tengen.corpus.vocabulary.Vocabulary;
import org.tengen.models.Continuation;
import org.tengen.models.Engine;
import org.tengen.models.NetworkSettings;
import org.tengen.models.Replica;
import org.tengen.models.ReplicaMemory;
import org.tengen.models.SeriesBatch;
import org.tengen.worker.BatchSource;

/** A {@link LanguageModel} with its vocabulary. */
record SizedLanguageModel(NetworkSettings.LanguageModel settings, int chunk, int carried)
    implements SizedNetwork<SeriesBatch> {
  /** Pieces of a text that an evaluation reads side by side, each from its own beginning. */
  private static final int PIECES = 16;

  /** Words of a piece at a time; what the layers carry goes on. */
  private static final int STEPS = 32;

  @Override
  public Replica<SeriesBatch> replica(Engine engine) {
    return engine.languageModel(settings);
  }

  @Override
  public ReplicaMemory memory(Engine engine, int batch) {
    return engine.languageModelMemory(settings, batch / chunk, chunk);
  }

  @Override
  public ReplicaMemory evaluationMemory(Engine engine) {
    return engine.languageModelMemory(settings, PIECES, STEPS);
  }

  /**
   * Chunks of {@code batch / chunk} readers.
   *
   * @param seed decides nothing: a text is read in its order
   */
  @Override
  public BatchSource<SeriesBatch> batches(Tokens text, int batch, long seed, int lane) {
    int readers = batch / chunk;
    LaneChunks chunks = new LaneChunks(text, readers, chunk, carried, lane);
    int[] words = new int[batch];
    int[] targets = new int[batch];
    boolean[] fresh = allFresh(readers);
    return clock -> {
      int[] before = new int[chunks.before(clock) * batch];
      chunks.read(clock, before, words, targets);
      return new SeriesBatch(readers, before, words, targets, fresh);
    };
  }

  private static boolean[] allFresh(int readers) {
    boolean[] fresh = new boolean[readers];
    Arrays.fill(fresh, true);
    return fresh;
  }

  @Override
  public double loss(Replica<SeriesBatch> replica, Tokens text) {
    int pieces = (int) Math.min(PIECES, text.size());
    long longest = (text.size() + pieces - 1) / pieces;
    double loss = 0;
    for (long at = 0; at < longest; at += STEPS) {
      int steps = (int) Math.min(STEPS, longest - at);
      loss += replica.loss(part(text, pieces, at, steps));
    }
    return loss;
  }

  /** The words of each piece from its word {@code at} on; those behind its end ask for nothing. */
  private static SeriesBatch part(Tokens text, int pieces, long at, int steps) {
    int[] words = new int[steps * pieces];
    int[] targets = new int[steps * pieces];
    for (int piece = 0; piece < pieces; piece++) {
      long first = text.size() * piece / pieces + at;
      long end = text.size() * (piece + 1) / pieces;
      for (int step = 0; step < steps; step++) {
        long position = first + step;
        int to = step * pieces + piece;
        words[to] = position == 0 || position > end ? Vocabulary.END : text.at(position - 1);
        targets[to] = position < end ? text.at(position) : SeriesBatch.NOTHING;
      }
    }
    return new SeriesBatch(
        pieces, words, targets, at == 0 ? allFresh(pieces) : new boolean[pieces]);
  }

  @Override
  public Optional<Continuation> continuation(Engine engine, float[] parameters) {
    return Optional.of(engine.continuation(settings, parameters));
  }

  @Override
  public String given() {
    return "all words before it, the validation split read in %d pieces".formatted(PIECES);
  }
}
