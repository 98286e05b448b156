package org.tengen.corpus.encode;

import java.io.Serializable;
import org.tengen.corpus.deal.Dealing;
import org.tengen.corpus.partition.Split;
import org.tengen.corpus.text.Reading;
import org.tengen.corpus.vocabulary.Tokenizer;

/**
 * What decides the bytes of every partition, beside the text.
 *
 * @param reading how files become records
 * @param tokenizer how a record is cut
 * @param minCount the least count, in the training records, of a word in the vocabulary
 * @param maxSize the greatest number of ids, the special ones included
 * @param split which record is validation, and among how many lanes the others are dealt out
 * @param dealing how they are
 */
public record Recipe(
    Reading reading, Tokenizer tokenizer, long minCount, int maxSize, Split split, Dealing dealing)
    implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The most frequent words that merges are learned from: all, of most texts. */
  private static final int WORDS_TO_LEARN_FROM = 1_000_000;

  /** With the usual reading and dealing. */
  public Recipe(Tokenizer tokenizer, long minCount, int maxSize, Split split) {
    this(Reading.USUAL, tokenizer, minCount, maxSize, split, Dealing.RECORDS);
  }

  /**
   * The recipe of the words that merges are learned from.
   *
   * @param words what cuts them
   */
  public static Recipe ofWords(Reading reading, Tokenizer words, Split split) {
    return new Recipe(reading, words, 1, WORDS_TO_LEARN_FROM, split, Dealing.RECORDS);
  }
}
