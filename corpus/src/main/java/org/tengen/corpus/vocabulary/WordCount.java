package org.tengen.corpus.vocabulary;

import java.io.Serializable;
import java.util.Comparator;

/**
 * A word and how often it was seen.
 *
 * @param word a token as the tokenizer gave it
 * @param count at least 1
 */
public record WordCount(String word, long count) implements Serializable {
  /** A vocabulary's order: the more frequent first, equal ones by UTF-16 unit. */
  public static final Comparator<WordCount> ORDER =
      Comparator.comparingLong(WordCount::count).reversed().thenComparing(WordCount::word);

  private static final long serialVersionUID = 1L;

  public WordCount {
    if (word.isEmpty() || word.indexOf('\n') >= 0 || count < 1) {
      throw new IllegalArgumentException(
          "'"
              + word
              + "' seen "
              + count
              + " times: expected a word of one line, seen once or more");
    }
  }
}
