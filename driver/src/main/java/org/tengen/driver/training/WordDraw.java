package org.tengen.driver.training;

import java.util.SplittableRandom;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * Draws words by their chances, each taken to the power of 1/temperature: 1 draws as often as the
 * chances say, less prefers what is probable, 0 takes the most probable. Neither the unknown word
 * nor the begin of a sentence is ever drawn. The seed decides all draws.
 */
final class WordDraw {
  private final double temperature;
  private final SplittableRandom random;

  WordDraw(double temperature, long seed) {
    this.temperature = temperature;
    this.random = new SplittableRandom(seed);
  }

  /**
   * One word.
   *
   * @param end whether it may be the end of a sentence
   */
  int of(float[] chances, boolean end) {
    int best = mostProbable(chances, end);
    if (temperature == 0) {
      return best;
    }
    double[] sums = new double[chances.length];
    double sum = 0;
    for (int id = 0; id < chances.length; id++) {
      if (allowed(id, end)) {
        sum += Math.exp((Math.log(chances[id]) - Math.log(chances[best])) / temperature);
      }
      sums[id] = sum;
    }
    double wanted = random.nextDouble() * sum;
    for (int id = 0; id < chances.length; id++) {
      if (allowed(id, end) && wanted < sums[id]) {
        return id;
      }
    }
    return best;
  }

  private static int mostProbable(float[] chances, boolean end) {
    int best = Vocabulary.SPECIALS;
    for (int id = 0; id < chances.length; id++) {
      if (allowed(id, end) && chances[id] > chances[best]) {
        best = id;
      }
    }
    return best;
  }

  private static boolean allowed(int id, boolean end) {
    return id >= Vocabulary.SPECIALS || (end && id == Vocabulary.END);
  }
}
