package org.tengen.bench.recurrent;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.tengen.bench.head.Sizes;
import org.tengen.models.NetworkSettings;
import org.tengen.models.NetworkSettings.Cell;
import org.tengen.models.RecurrentLayers;
import org.tengen.models.SeriesBatch;

/** The language model and its batch: words drawn evenly, always the same. */
record Problem(Cell cell, Sizes sizes) {
  private static final long SEED = 7;

  NetworkSettings.LanguageModel settings() {
    RecurrentLayers layers = new RecurrentLayers(cell, sizes.embedding(), sizes.hidden(), 1, 0);
    return new NetworkSettings.LanguageModel(sizes.vocabulary(), layers, false, 0, SEED);
  }

  /** The words, of texts that begin or go on. */
  SeriesBatch batch(boolean begins) {
    SplittableRandom random = new SplittableRandom(SEED);
    long count = (long) sizes.batch() * sizes.time();
    int[] words = random.ints(count, 0, sizes.vocabulary()).toArray();
    int[] targets = random.ints(count, 0, sizes.vocabulary()).toArray();
    boolean[] fresh = new boolean[sizes.batch()];
    Arrays.fill(fresh, begins);
    return new SeriesBatch(sizes.batch(), words, targets, fresh);
  }
}
