package org.tengen.dl4j;

import org.tengen.corpus.batch.Permutation;
import org.tengen.corpus.seed.Seeds;

/**
 * How a lane cuts its examples into batches: as many in each round as the run has iterations a
 * round, all of one size or one less, each example in one.
 *
 * <p>The first round goes through the examples as they were dealt; a lane that goes round again
 * (only an asynchronous strategy lets it) takes them in another order each time.
 *
 * @param examples of the lane
 * @param iterations batches a round
 * @param seed of the lane's later rounds
 */
record BatchShape(int examples, int iterations, long seed) {
  /**
   * Batches a round, when {@code examples} are dealt to {@code lanes} in batches of at most {@code
   * batch}, or one more where a lane would have an empty batch otherwise.
   */
  static long iterations(long examples, int lanes, int batch) {
    long whole = Math.multiplyExact((long) lanes, batch);
    return Math.min((examples + whole - 1) / whole, examples / lanes);
  }

  /** The first place, in its round, of the batch of iteration {@code clock}. */
  int from(long clock) {
    return start(clock % iterations);
  }

  /** One past the last. */
  int to(long clock) {
    return start(clock % iterations + 1);
  }

  private int start(long batch) {
    return (int) (batch * examples / iterations);
  }

  /** Whether iteration {@code clock} is in the first round, where places are example numbers. */
  boolean firstRound(long clock) {
    return clock < iterations;
  }

  /** The example at {@code place} of the round that iteration {@code clock} is in. */
  int example(long clock, int place) {
    return firstRound(clock) ? place : (int) new Permutation(examples, round(clock)).at(place);
  }

  private long round(long clock) {
    return Seeds.derive(seed, clock / iterations);
  }
}
