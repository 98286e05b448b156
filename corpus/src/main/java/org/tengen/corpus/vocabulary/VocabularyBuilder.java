package org.tengen.corpus.vocabulary;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.tengen.corpus.CorpusException;

/**
 * Chooses a vocabulary from counted words in memory bounded by the vocabulary's maximum size,
 * however many words there are.
 *
 * <p>Each word is added once, with its count over the whole corpus, in any order and to any of
 * several builders, which are merged; the outcome is the same. Not safe for use by several threads.
 */
public final class VocabularyBuilder implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long minCount;
  private final int maxSize;

  /** The best words so far, the worst of them at the head. */
  private final PriorityQueue<WordCount> kept = new PriorityQueue<>(new WorstFirst());

  private long droppedTokens;
  private long sentences;

  /**
   * An empty builder.
   *
   * @param minCount the least count of a word that gets in
   * @param maxSize the greatest number of ids, the special ones included
   */
  public VocabularyBuilder(long minCount, int maxSize) {
    if (minCount < 1) {
      throw new CorpusException("min-count=" + minCount + ": expected 1 or more");
    }
    if (maxSize <= Vocabulary.SPECIALS) {
      throw new CorpusException(
          "vocabulary=%d: expected more than %d, the special ids being counted"
              .formatted(maxSize, Vocabulary.SPECIALS));
    }
    this.minCount = minCount;
    this.maxSize = maxSize;
  }

  /** Takes note of {@code more} sentences: how often the end of a sentence was seen. */
  public VocabularyBuilder addSentences(long more) {
    sentences += more;
    return this;
  }

  /** Adds a word with its count over the whole corpus. */
  public VocabularyBuilder add(WordCount word) {
    if (word.count() < minCount || Vocabulary.isSpecial(word.word())) {
      droppedTokens += word.count();
      return this;
    }
    kept.add(word);
    if (kept.size() > maxSize - Vocabulary.SPECIALS) {
      droppedTokens += kept.remove().count();
    }
    return this;
  }

  /** Adds all that {@code other}, made with the same limits, was given. */
  public VocabularyBuilder merge(VocabularyBuilder other) {
    droppedTokens += other.droppedTokens;
    sentences += other.sentences;
    other.kept.forEach(this::add);
    return this;
  }

  /**
   * The vocabulary of what was added.
   *
   * @throws CorpusException if no word got in
   */
  public Vocabulary build() {
    if (kept.isEmpty()) {
      throw new CorpusException(
          "min-count=" + minCount + ": no word is that frequent; expected a smaller count");
    }
    List<WordCount> words = kept.stream().sorted(WordCount.ORDER).toList();
    return Vocabulary.of(sentences, droppedTokens, words);
  }

  /** A comparator with a name, so that the queue travels. */
  private static final class WorstFirst implements Comparator<WordCount>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(WordCount a, WordCount b) {
      return WordCount.ORDER.compare(b, a);
    }
  }
}
