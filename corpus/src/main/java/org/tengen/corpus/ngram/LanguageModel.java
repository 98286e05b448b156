package org.tengen.corpus.ngram;

/**
 * Gives each token id a probability in each context; over all ids but {@link
 * org.tengen.corpus.vocabulary.Vocabulary#BEGIN}, which is never predicted, they add up to 1.
 */
public interface LanguageModel {
  /**
   * The probability of {@code target} after {@code contexts[from]} to {@code contexts[to - 1]},
   * oldest first and padded as {@link org.tengen.corpus.batch.Windows} does; above 0 for every id
   * that can be a target.
   */
  double probability(int[] contexts, int from, int to, int target);
}
