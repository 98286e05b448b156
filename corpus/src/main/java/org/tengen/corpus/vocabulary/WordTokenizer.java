package org.tengen.corpus.vocabulary;

import java.util.Locale;
import java.util.function.Consumer;

/**
 * Words, numbers and punctuation, in lower case.
 *
 * <p>The text is put in Unicode normal form C and lower-cased without a locale, then cut:
 *
 * <ul>
 *   <li>A <em>word</em> is a run of letters (L), numbers (N) and marks (M): {@code été}, {@code
 *       1990s}, {@code h2o}.
 *   <li>An apostrophe ({@code '} or U+2019, written {@code '}) between two letters is part of the
 *       word: {@code don't}, {@code o'clock}. At a word's end it is not.
 *   <li>A full stop or comma between two decimal digits is part of the number: {@code 3.14}, {@code
 *       1,000}.
 *   <li>An ideograph or Hiragana letter, with the marks on it, is a word of its own; those scripts
 *       write no spaces.
 *   <li>Any other code point that is seen, punctuation (P) or symbol (S), is a token of its own: a
 *       hyphen cuts {@code well-known} into three.
 *   <li>White space and what takes no place (controls, formats) ends a token and is dropped.
 * </ul>
 */
public final class WordTokenizer implements Tokenizer {
  private static final long serialVersionUID = 1L;

  @Override
  public void tokenize(String text, Consumer<String> tokens) {
    String lower = Unicode.composed(Unicode.composed(text).toLowerCase(Locale.ROOT));
    int at = 0;
    while (at < lower.length()) {
      int point = lower.codePointAt(at);
      int end = at + Character.charCount(point);
      if (Unicode.standsAlone(point)) {
        end = marks(lower, end);
      } else if (Unicode.isWord(point)) {
        end = word(lower, end);
      }
      if (!Unicode.isSpace(point) && !Unicode.isNothing(point)) {
        tokens.accept(lower.substring(at, end).replace('\u2019', '\''));
      }
      at = end;
    }
  }

  private static int marks(String text, int from) {
    int at = from;
    while (at < text.length() && Unicode.isMark(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at;
  }

  private static int word(String text, int from) {
    int at = from;
    while (at < text.length()) {
      int point = text.codePointAt(at);
      boolean goesOn = Unicode.isWord(point) && !Unicode.standsAlone(point);
      if (!goesOn && !joins(text, at, point)) {
        return at;
      }
      at += Character.charCount(point);
    }
    return at;
  }

  /** Does the code point at {@code at}, behind a word, hold it together with what comes next? */
  private static boolean joins(String text, int at, int point) {
    if (at + 1 >= text.length()) {
      return false;
    }
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at + 1);
    if (point == '.' || point == ',') {
      return Character.isDigit(before) && Character.isDigit(after);
    }
    return Unicode.isApostrophe(point)
        && (Character.isLetter(before) || Unicode.isMark(before))
        && Character.isLetter(after)
        && !Unicode.standsAlone(after);
  }
}
