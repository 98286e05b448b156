package org.tengen.corpus.vocabulary;

import java.util.function.Consumer;

/**
 * One token a code point, in normal form C and as written (no lower-casing). A run of white space
 * within the text is the one token {@link #SPACE}; at its ends it is nothing.
 */
public final class CharacterTokenizer implements Tokenizer {
  /** What stands for white space: U+2581, a low line. */
  public static final String SPACE = "\u2581";

  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(String text, Consumer<String> tokens) {
    String normal = Unicode.composed(text);
    boolean started = false;
    boolean space = false;
    for (int at = 0, point; at < normal.length(); at += Character.charCount(point)) {
      point = normal.codePointAt(at);
      if (Unicode.isSpace(point)) {
        space = started;
        continue;
      }
      if (space) {
        tokens.accept(SPACE);
      }
      tokens.accept(Character.toString(point));
      started = true;
      space = false;
    }
  }
}
