package org.tengen.models.word2vec;

import java.io.Serializable;
import org.tengen.corpus.vocabulary.Vocabulary;

/**
 * How often each word occurs. A word is its row in both tables: 0 for the first word of the
 * vocabulary, whose special ids have no rows.
 */
public final class WordCounts implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long[] counts;
  private final long total;

  private WordCounts(long[] counts) {
    if (counts.length < 2) {
      throw new IllegalArgumentException(
          counts.length + " words: expected 2 or more, as a word is learned against others");
    }
    long sum = 0;
    for (int word = 0; word < counts.length; word++) {
      if (counts[word] < 1) {
        throw new IllegalArgumentException(
            "word %d has the count %d: expected 1 or more".formatted(word, counts[word]));
      }
      sum += counts[word];
    }
    this.counts = counts;
    this.total = sum;
  }

  /** Of words 0, 1, 2 ... */
  public static WordCounts of(long... counts) {
    return new WordCounts(counts.clone());
  }

  /** Of a vocabulary's words. */
  public static WordCounts of(Vocabulary vocabulary) {
    long[] counts = new long[vocabulary.size() - Vocabulary.SPECIALS];
    for (int word = 0; word < counts.length; word++) {
      counts[word] = vocabulary.count(word + Vocabulary.SPECIALS);
    }
    return new WordCounts(counts);
  }

  /** The number of words. */
  public int size() {
    return counts.length;
  }

  /** How often a word occurs. */
  public long count(int word) {
    return counts[word];
  }

  /** How many words the text has. */
  public long total() {
    return total;
  }
}
