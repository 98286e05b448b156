package org.tengen.corpus.vocabulary;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.tengen.corpus.CorpusException;

/**
 * Cuts a record into tokens. Has no state: one may serve many threads.
 *
 * <p>A tokenizer is found by its name, which is part of a run's settings: what one of a name does
 * never changes.
 */
public interface Tokenizer extends Serializable {
  /** Gives the tokens of {@code text}, in order, none of them empty, to {@code tokens}. */
  void tokenize(String text, Consumer<String> tokens);

  /** The tokens of {@code text}. */
  default List<String> tokens(String text) {
    List<String> result = new ArrayList<>();
    tokenize(text, result::add);
    return result;
  }

  /**
   * The tokenizer of this name: {@code words} ({@link WordTokenizer}), {@code whitespace} ({@link
   * WhitespaceTokenizer}) or {@code characters} ({@link CharacterTokenizer}).
   *
   * @throws CorpusException if there is none of this name
   */
  static Tokenizer named(String name) {
    Map<String, Tokenizer> known =
        new TreeMap<>(
            Map.of(
                "words", new WordTokenizer(),
                "whitespace", new WhitespaceTokenizer(),
                "characters", new CharacterTokenizer()));
    Tokenizer tokenizer = known.get(name);
    if (tokenizer == null) {
      throw new CorpusException(
          "tokenizer=" + name + ": expected one of " + String.join(", ", known.keySet()));
    }
    return tokenizer;
  }
}
