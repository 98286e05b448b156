package org.tengen.corpus.vocabulary;

import java.text.Normalizer;

/** What the tokenizers ask about code points. */
final class Unicode {
  private Unicode() {}

  /** Normal form C: a letter and its accent are one code point, however they were typed. */
  static String composed(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /** White space of any kind, no-break spaces too. */
  static boolean isSpace(int point) {
    return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
  }

  /** Takes no place in a text: controls, formats such as U+200B, surrogates, unassigned. */
  static boolean isNothing(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }

  static boolean isMark(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK ->
          true;
      default -> false;
    };
  }

  /** Belongs to a word: a letter or number of any kind, or a mark on one. */
  static boolean isWord(int point) {
    return Character.isLetter(point) || isNumber(point) || isMark(point);
  }

  static boolean isNumber(int point) {
    return switch (Character.getType(point)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /** A letter of a script that writes no spaces, each taken for a word: Han and Hiragana. */
  static boolean standsAlone(int point) {
    return Character.isIdeographic(point)
        || (Character.isLetter(point)
            && Character.UnicodeScript.of(point) == Character.UnicodeScript.HIRAGANA);
  }

  /** An apostrophe, straight or curly. */
  static boolean isApostrophe(int point) {
    return point == '\'' || point == 0x2019;
  }
}
