package org.tengen.corpus.text;

import org.jspecify.annotations.Nullable;

/**
 * The records that one text is: itself, or pieces of it where it is longer than a record may be. It
 * is cut before the last word that does not fit; where the second half of what fits has no white
 * space, as in scripts without it, between two characters. Blank pieces are no records.
 */
final class Pieces {
  private final int longest;
  private String text = "";
  private int at;

  /**
   * Of texts that follow.
   *
   * @param longest UTF-16 units of a piece
   */
  Pieces(int longest) {
    this.longest = longest;
  }

  /** The next text; what is left of the one before is dropped. */
  void of(String next) {
    text = next;
    at = 0;
  }

  /** The next piece that is not blank; null behind the last. */
  @Nullable String next() {
    while (at < text.length()) {
      int from = at;
      at = end(from);
      String piece = text.substring(from, at);
      if (!piece.isBlank()) {
        return piece;
      }
    }
    text = ""; // it may be long, and the next one far away
    at = 0;
    return null;
  }

  private int end(int from) {
    if (text.length() - from <= longest) {
      return text.length();
    }
    int most = from + longest;
    for (int end = most; end > from + longest / 2; end--) {
      if (Character.isWhitespace(text.charAt(end))) {
        return end;
      }
    }
    boolean pair = Character.isLowSurrogate(text.charAt(most));
    return pair ? most - 1 : most;
  }
}
