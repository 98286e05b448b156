package org.tengen.corpus.ngram;

import java.util.stream.IntStream;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * How frequent each token is, whatever comes before it. Counts are those that the vocabulary was
 * built from, each taken for one more, so that nothing is impossible.
 */
public final class Unigram implements LanguageModel {
  private final Vocabulary vocabulary;
  private final double total;

  /** The model of the text that {@code vocabulary} was counted on. */
  public Unigram(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.total =
        IntStream.range(0, vocabulary.size())
            .filter(id -> id != Vocabulary.BEGIN)
            .mapToDouble(id -> vocabulary.count(id) + 1.0)
            .sum();
  }

  @Override
  public double probability(int[] contexts, int from, int to, int target) {
    return target == Vocabulary.BEGIN ? 0 : (vocabulary.count(target) + 1.0) / total;
  }
}
