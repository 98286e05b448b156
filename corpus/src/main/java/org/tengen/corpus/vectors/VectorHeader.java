package org.tengen.corpus.vectors;

import org.jspecify.annotations.Nullable;
import org.tengen.corpus.CorpusException;

/**
 * The first line of both formats: {@code WORDS FLOATS}, e.g. {@code 71291 100}.
 *
 * @param words how many words follow
 * @param width floats of each
 */
record VectorHeader(int words, int width) {
  /** Wider vectors are taken for a file that is none of vectors. */
  private static final int WIDEST = 65_536;

  /** Bytes of a first line at most. */
  static final int LONGEST = 40;

  static VectorHeader parse(String line, String where) {
    String[] parts = line.strip().split(" ", -1);
    try {
      if (parts.length == 2) {
        VectorHeader header =
            new VectorHeader(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        if (header.words >= 0 && header.width >= 1 && header.width <= WIDEST) {
          return header;
        }
      }
    } catch (NumberFormatException e) {
      throw wrong(line, where, e);
    }
    throw wrong(line, where, null);
  }

  private static CorpusException wrong(String line, String where, @Nullable Exception cause) {
    String start = line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    String message =
        "vectors=%s: line 1 is '%s'; expected the number of words, a space and floats of each (1 to %d)"
            .formatted(where, start, WIDEST);
    return cause == null ? new CorpusException(message) : new CorpusException(message, cause);
  }
}
