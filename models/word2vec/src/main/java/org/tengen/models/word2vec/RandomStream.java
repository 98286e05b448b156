package org.tengen.models.word2vec;

import org.tengen.corpus.seed.Seeds;

/** SplitMix64 (Steele, Lea and Flood 2014): one addition and one hash a number. */
final class RandomStream {
  private static final long STEP = 0x9E3779B97F4A7C15L;

  private long state;

  RandomStream(long seed) {
    state = seed;
  }

  /** 64 random bits. */
  long next() {
    state += STEP;
    return Seeds.mix(state);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) (((next() >>> 32) * bound) >>> 32);
  }
}
