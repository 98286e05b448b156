package org.tengen.corpus.vocabulary;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.tengen.corpus.CorpusException;

/**
 * Cuts a record into tokens. Has no state: one may serve many threads.
 *
 * <p>A tokenizer is found by its name, which is part of a run's settings: what one of a name does
 * never changes.
 */
public interface Tokenizer extends Serializable {
  /** The names of {@link #named}. */
  List<String> NAMES = List.of("words", "whitespace", "characters", "standard", "japanese");

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
   * WhitespaceTokenizer}), {@code characters} ({@link CharacterTokenizer}), {@code standard}
   * ({@link LuceneStandardTokenizer}) or {@code japanese} ({@link KuromojiTokenizer}).
   *
   * @throws CorpusException if there is none of this name
   */
  static Tokenizer named(String name) {
    return switch (name) {
      case "words" -> new WordTokenizer();
      case "whitespace" -> new WhitespaceTokenizer();
      case "characters" -> new CharacterTokenizer();
      case "standard" -> new LuceneStandardTokenizer();
      case "japanese" -> new KuromojiTokenizer();
      default ->
          throw new CorpusException(
              "tokenizer=" + name + ": expected one of " + String.join(", ", NAMES));
    };
  }
}
