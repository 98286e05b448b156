package org.tengen.corpus.subword;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;
import org.tengen.corpus.vocabulary.Tokenizer;

/**
 * What a run calls its tokenizer: a name of {@link Tokenizer#NAMES}, alone or with {@code +bpe},
 * which cuts its words into learned pieces. What a name does never changes.
 *
 * @param words the name of what cuts words
 * @param subwords whether they are cut further
 */
public record TokenizerName(String words, boolean subwords) implements Serializable {
  /** What is accepted, for errors and documentation. */
  public static final String ACCEPTED =
      "words, whitespace, standard or japanese, alone or with +bpe, or characters";

  private static final long serialVersionUID = 1L;
  private static final String SUFFIX = "+bpe";
  private static final List<String> UNCUTTABLE = List.of("characters");

  /**
   * Reads a name.
   *
   * @throws CorpusException if there is no such tokenizer
   */
  public static TokenizerName parse(String name) {
    boolean subwords = name.endsWith(SUFFIX);
    String words = subwords ? name.substring(0, name.length() - SUFFIX.length()) : name;
    if (!Tokenizer.NAMES.contains(words) || (subwords && UNCUTTABLE.contains(words))) {
      throw new CorpusException("tokenizer=" + name + ": expected " + ACCEPTED);
    }
    return new TokenizerName(words, subwords);
  }

  /** What cuts the words. */
  public Tokenizer base() {
    return Tokenizer.named(words);
  }

  /**
   * The tokenizer.
   *
   * @param merges what it cuts words with; null for one that does not
   * @throws CorpusException if one is there without the other
   */
  public Tokenizer tokenizer(@Nullable Merges merges) {
    requireFitting(merges != null);
    return merges == null ? base() : new SubwordTokenizer(base(), merges);
  }

  /**
   * Makes sure that there are merges where they are needed, and only there.
   *
   * @throws CorpusException if one is there without the other
   */
  public void requireFitting(boolean merges) {
    if (subwords && !merges) {
      throw new CorpusException(
          "tokenizer=%s: merges is none; expected a file of merges, or learn:N for as many learned ones"
              .formatted(this));
    }
    if (!subwords && merges) {
      throw new CorpusException(
          "tokenizer=%s: has no use for merges; expected merges=none%s"
              .formatted(
                  this, UNCUTTABLE.contains(words) ? "" : ", or tokenizer=" + this + SUFFIX));
    }
  }

  /** The name as it is written. */
  @Override
  public String toString() {
    return subwords ? words + SUFFIX : words;
  }
}
